import { MERGE_DELAY_S, overdue } from './clocks.ts';
import { followChain } from './chain.ts';
import type { FindingCode } from './finding.ts';
import type { EventLeaf, HoldLeaf, OutcomeLeaf, PassLeaf, ReadyLeaf, ReleaseLeaf, TakeLeaf } from './leaf-kinds.ts';
import { checkTurn, countTake } from './order.ts';
import { checkNumber, declaredBy, regimeAt } from './pools.ts';
import { checkCitation, checkGrant, grantLane, type Taking } from './priority.ts';
import {
  addTask,
  endCase,
  openTasks,
  report,
  setState,
  type Case,
  type Queue,
  type State,
  type Task,
} from './state.ts';

/** An event of a case: its chain first (M3), then what it does to the task (M5). */
export function followEvent(state: State, leaf: EventLeaf, index: number): void {
  if (leaf.k === 'grant') checkGrant(state, leaf, index);
  if (leaf.k === 'take') checkCover(state, leaf, index);
  const queue = leaf.k === 'ready' ? checkNumber(state, leaf, index) : undefined;
  const of = followChain(state, leaf, index);
  if (of === undefined) return;
  if (leaf.k === 'grant') grantLane(of, leaf, index);
  else if (leaf.k === 'take') take(state, of, { leaf, index });
  else if (leaf.k !== 'ready') move(state, of, { leaf, index });
  else if (queue !== undefined) openTask(state, of, { leaf, index, queue });
}

/** M6: the take cites a checkpoint that covers the submission, and nothing older than the merge delay lies beyond it. */
function checkCover(state: State, { ref, cp, ts }: TakeLeaf, index: number): void {
  const values = { ref, cp };
  if (cp <= ref) report(state, 'take.not-covered', { index, values });
  if (cp > index) report(state, 'take.future-checkpoint', { index, values });
  const old = overdue(state.clocks, cp, ts);
  if (old === undefined) return;
  report(state, 'take.stale-checkpoint', { index, leaves: [old], values: { ...values, old, delay: MERGE_DELAY_S } });
}

interface Opening {
  readonly leaf: ReadyLeaf;
  readonly index: number;
  readonly queue: Queue;
}

/** What waits for every department that works on the case. */
const GATHERING = new Set(['decision', 'delivery']);

/**
 * The next task of a case. Departments work on an accepted case at the same time, each at a task of its own; a decision
 * opens when all of them have passed, and nothing opens before acceptance is over.
 */
function openTask(state: State, of: Case, { leaf, index, queue }: Opening): void {
  const gathers = of.accepted === undefined || GATHERING.has(queue.stage ?? '');
  if (leaf.n !== of.tasks.size) contradict(state, 'task.other', { of, queue, leaf, index });
  else if (gathers && openTasks(of).length > 0) contradict(state, 'task.unfinished', { of, queue, leaf, index });
  if (!mayBeAutomatic(of, { leaf, queue })) contradict(state, 'task.not-automatic', { of, queue, leaf, index });
  addTask(of, { n: leaf.n, queue, entry: index });
}

/**
 * Machines accept what was filed with them, and decide what was accepted just now. A case that people have begun to work
 * on, or that waits for them, does not come into a queue of machines any more: it would be decided past all who wait.
 */
function mayBeAutomatic(of: Case, { leaf, queue }: Pick<Opening, 'leaf' | 'queue'>): boolean {
  if (regimeAt(queue, leaf.ts)?.automatic !== true || queue.stage === 'delivery') return true;
  return queue.stage === 'decision' && of.accepted !== undefined && leaf.prev === of.accepted;
}

function take(state: State, of: Case, taking: Taking): void {
  const { leaf, index } = taking;
  const task = of.tasks.get(leaf.n);
  if (task?.queue.code !== leaf.q) {
    const values = { q: leaf.q, ref: leaf.ref, n: leaf.n };
    report(state, 'take.not-in-queue', { index, leaves: of.events, values });
    return;
  }
  checkService(state, task, taking);
  checkCitation(state, of, taking);
  if (task.state === 'eligible') checkTurn(state, task, taking);
  else contradict(state, takenAgain[task.state], { of, queue: task.queue, leaf, index });
  countTake(task, index);
  setState(task, 'taken');
  task.taken = index;
}

/** M13: nobody is taken while a queue is paused. */
function checkService(state: State, { queue, of }: Task, { leaf, index }: Taking): void {
  const { paused } = queue;
  if (paused === undefined) return;
  const leaves = [...declaredBy(queue, leaf.ts), paused, ...of.events];
  report(state, 'take.paused', { index, leaves, values: { q: leaf.q, ref: leaf.ref, since: paused } });
}

const takenAgain = { taken: 'take.twice', held: 'take.held', done: 'take.ended' } as const;

const ENDING = new Set(['refuse', 'deliver', 'withdraw', 'close']);

type TaskLeaf = HoldLeaf | ReleaseLeaf | PassLeaf | OutcomeLeaf;

interface Moving {
  readonly leaf: TaskLeaf;
  readonly index: number;
}

function move(state: State, of: Case, { leaf, index }: Moving): void {
  const task = of.tasks.get(leaf.n);
  const [first] = of.tasks.values();
  const queue = task?.queue ?? first?.queue;
  const problem = task === undefined ? 'task.other' : contradiction(task, leaf);
  if (problem !== undefined && queue !== undefined) contradict(state, problem, { of, queue, leaf, index });
  if (ENDING.has(leaf.k)) return endCase(state, of);
  if (task === undefined) return;
  if (leaf.k === 'release' && leaf.to !== undefined) return handOn(task, index);
  if (leaf.k === 'hold') setState(task, 'held');
  else if (leaf.k === 'resume' || leaf.k === 'release') setState(task, 'eligible');
  else finish(state, task, { leaf, index });
  task.taken = undefined;
}

/** Out of one hand into another: it was taken in its turn, and nobody who waits is passed by that. */
function handOn(task: Task, index: number): void {
  setState(task, 'taken');
  task.taken = index;
}

/** The task is done and the case may go on: acceptance, an examination, decision, transfer. */
function finish(state: State, task: Task, { leaf, index }: Moving): void {
  const { of, queue } = task;
  setState(task, 'done');
  if (leaf.k === 'decide') {
    if (openTasks(of).length > 0) contradict(state, 'task.unfinished', { of, queue, leaf, index });
    countInversion(task);
    state.decided = { of, index };
  }
  if (leaf.k !== 'accept') return;
  if (of.accepted !== undefined) contradict(state, 'accept.twice', { of, queue, leaf, index });
  of.accepted = index;
}

/** Why an event does not fit the state of its task. By law means without a take; machines do not take either. */
function contradiction({ state, queue }: Task, leaf: TaskLeaf): FindingCode | undefined {
  if (leaf.k === 'resume') return state === 'held' ? undefined : 'task.not-held';
  if (state === 'done') return leaf.k === 'withdraw' || leaf.k === 'close' ? undefined : 'task.not-in-hand';
  const inHand = state === 'taken' || ['withdraw', 'close', 'transfer'].includes(leaf.k);
  return inHand || needsNoHand(queue, leaf) ? undefined : 'task.not-in-hand';
}

function needsNoHand(queue: Queue, leaf: TaskLeaf): boolean {
  // A machine gives nothing back, and it refuses nobody.
  if (leaf.k === 'release' || leaf.k === 'refuse') return false;
  return leaf.k === 'hold' || 'by' in leaf || regimeAt(queue, leaf.ts)?.automatic === true;
}

/** M10, counted and shown: a decision while an earlier submission of the same queue had none yet. */
function countInversion({ queue, of: { ref } }: Task): void {
  const first = queue.open.at(0);
  queue.figures.decisions += 1;
  if (first !== undefined && first.of.ref < ref) queue.figures.inversions += 1;
}

interface Contradiction {
  readonly of: Case;
  readonly queue: Queue;
  readonly leaf: TaskLeaf | ReadyLeaf | TakeLeaf;
  readonly index: number;
}

/** M5: an event that contradicts what happened to the task before it. */
function contradict(state: State, code: FindingCode, { of, queue, leaf, index }: Contradiction): void {
  const values = { q: queue.code, ref: of.ref, n: leaf.n, kind: leaf.k };
  report(state, code, { index, leaves: [...declaredBy(queue, leaf.ts), ...of.events], values });
}
