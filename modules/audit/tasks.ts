import { MERGE_DELAY_S, overdue } from './clocks.ts';
import { followChain } from './chain.ts';
import type { FindingCode } from './finding.ts';
import type { EventLeaf, HoldLeaf, OutcomeLeaf, ReadyLeaf, ReleaseLeaf, TakeLeaf } from './leaf-kinds.ts';
import { checkTurn, countTake } from './order.ts';
import { checkNumber, declaredBy, regimeAt } from './pools.ts';
import { checkCitation, checkGrant, grantLane, type Taking } from './priority.ts';
import { endCase, report, setState, type Case, type Queue, type State } from './state.ts';

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

/** The next task of a case. Passing an examination is told by it alone, so the one before may still be in hand. */
function openTask(state: State, of: Case, { leaf, index, queue }: Opening): void {
  if (leaf.n !== of.n + 1) contradict(state, 'task.other', { of, leaf, index });
  else if (of.state === 'eligible' || of.state === 'held') contradict(state, 'task.unfinished', { of, leaf, index });
  setState(of, 'done');
  of.n = leaf.n;
  of.queue = queue;
  of.entry = index;
  setState(of, 'eligible');
}

function take(state: State, of: Case, taking: Taking): void {
  const { leaf, index } = taking;
  if (of.n !== leaf.n || of.queue.code !== leaf.q) {
    const values = { q: leaf.q, ref: leaf.ref, n: leaf.n };
    report(state, 'take.not-in-queue', { index, leaves: of.events, values });
    return;
  }
  checkService(state, of, taking);
  checkCitation(state, of, taking);
  if (of.state === 'eligible') checkTurn(state, of, taking);
  else contradict(state, takenAgain[of.state], { of, leaf, index });
  countTake(of, index);
  setState(of, 'taken');
}

/** M13: nobody is taken while a queue is paused. */
function checkService(state: State, { queue, events }: Case, { leaf, index }: Taking): void {
  const { paused } = queue;
  if (paused === undefined) return;
  const leaves = [...declaredBy(queue, leaf.ts), paused, ...events];
  report(state, 'take.paused', { index, leaves, values: { q: leaf.q, ref: leaf.ref, since: paused } });
}

const takenAgain = { taken: 'take.twice', held: 'take.held', done: 'take.ended' } as const;

const ENDING = new Set(['refuse', 'deliver', 'withdraw', 'close']);

type TaskLeaf = HoldLeaf | ReleaseLeaf | OutcomeLeaf;

interface Moving {
  readonly leaf: TaskLeaf;
  readonly index: number;
}

function move(state: State, of: Case, moving: Moving): void {
  const { leaf, index } = moving;
  const problem = of.n === leaf.n ? contradiction(of, leaf) : 'task.other';
  if (problem !== undefined) contradict(state, problem, { of, leaf, index });
  if (leaf.k === 'hold') setState(of, 'held');
  else if (leaf.k === 'resume' || leaf.k === 'release') setState(of, 'eligible');
  else if (ENDING.has(leaf.k)) endCase(state, of);
  else finish(state, of, moving);
}

/** The task is done and the case may go on: acceptance, decision, transfer. */
function finish(state: State, of: Case, { leaf, index }: Moving): void {
  if (leaf.k === 'decide') {
    countInversion(of);
    state.decided = { of, index };
  }
  setState(of, 'done');
  if (leaf.k !== 'accept') return;
  if (of.accepted !== undefined) contradict(state, 'accept.twice', { of, leaf, index });
  of.accepted = index;
}

/** Why an event does not fit the state of its task. By law means without a take; machines do not take either. */
function contradiction({ state, queue }: Case, leaf: TaskLeaf): FindingCode | undefined {
  if (leaf.k === 'resume') return state === 'held' ? undefined : 'task.not-held';
  if (state === 'done') return leaf.k === 'withdraw' || leaf.k === 'close' ? undefined : 'task.not-in-hand';
  const inHand = state === 'taken' || ['withdraw', 'close', 'transfer'].includes(leaf.k);
  return inHand || needsNoHand(queue, leaf) ? undefined : 'task.not-in-hand';
}

function needsNoHand(queue: Queue, leaf: TaskLeaf): boolean {
  if (leaf.k === 'release') return false;
  return leaf.k === 'hold' || 'by' in leaf || regimeAt(queue, leaf.ts)?.automatic === true;
}

/** M10, counted and shown: a decision while an earlier submission of the same queue has none yet. */
function countInversion({ queue, ref }: Case): void {
  const first = queue.open.at(0);
  queue.figures.decisions += 1;
  if (first !== undefined && first.ref < ref) queue.figures.inversions += 1;
}

interface Contradiction {
  readonly of: Case;
  readonly leaf: TaskLeaf | ReadyLeaf | TakeLeaf;
  readonly index: number;
}

/** M5: an event that contradicts what happened to the task before it. */
function contradict(state: State, code: FindingCode, { of, leaf, index }: Contradiction): void {
  const values = { q: of.queue.code, ref: of.ref, n: leaf.n, kind: leaf.k };
  report(state, code, { index, leaves: [...declaredBy(of.queue, leaf.ts), ...of.events], values });
}
