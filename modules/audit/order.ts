import type { Lane } from './leaf-kinds.ts';
import type { Line } from './line.ts';
import { declaredBy, orderBy, regimeAt } from './pools.ts';
import type { Taking } from './priority.ts';
import { report, type Case, type State, type Task } from './state.ts';
import { turn } from './turn.ts';

const NORMAL: Lane = 2;

/** A case that may be passed over: the take cites an act on it, by an officer who may not work on it any more. */
type Barred = ReadonlySet<Case>;

/**
 * M4 at a take of an eligible task: nobody who waited stood before it, save those from whom the officer is barred.
 * Called before the task leaves its line.
 */
export function checkTurn(state: State, task: Task, taking: Taking): void {
  const { queue, of } = task;
  const regime = regimeAt(queue, taking.leaf.ts);
  const order = regime === undefined ? 'ref' : regime.order;
  if (order === undefined) {
    queue.figures.unordered += 1;
    return;
  }
  orderBy(queue, order);
  const barred = barredBy(state, taking, of);
  const normal = firstFree(queue.waiting[NORMAL], barred);
  const priority = firstFree(queue.waiting[0], barred) ?? firstFree(queue.waiting[1], barred);
  const whose = turn({
    lane01Waits: priority !== undefined,
    lane2Waits: normal !== undefined,
    since: state.assumedSince ?? queue.since,
    quota: regime?.quota,
  });
  const head = whose === 'normal' ? normal : priority;
  if (head === undefined || head === task) return;
  const beyond = whose === 'normal' && of.lane !== NORMAL;
  const counted = regime?.quota !== undefined && queue.lastPriorityTake !== undefined ? [queue.lastPriorityTake] : [];
  report(state, beyond ? 'take.beyond-quota' : 'take.out-of-turn', {
    index: taking.index,
    leaves: [...declaredBy(queue, taking.leaf.ts), ...head.of.events, ...of.events, ...(beyond ? counted : [])],
    values: { q: queue.code, ref: of.ref, n: task.n, lane: of.lane, other: head.of.ref, otherLane: head.of.lane },
  });
}

/** One act bars one case; an act of the case that is taken, or of one that has ended, bars nothing. */
function barredBy({ actors }: State, { leaf }: Taking, taken: Case): Barred {
  const barred = new Set<Case>();
  for (const act of leaf.sk) {
    const of = actors.get(act);
    if (of !== undefined && of !== taken) barred.add(of);
  }
  return barred;
}

function firstFree(line: Line<Task>, barred: Barred): Task | undefined {
  for (let place = 0; place < line.length; place += 1) {
    const task = line.at(place);
    if (task !== undefined && !barred.has(task.of)) return task;
  }
  return undefined;
}

/** Counts a take for the quota; called before the task leaves its line. */
export function countTake({ queue, of: { lane } }: Task, index: number): void {
  queue.figures.takes += 1;
  if (lane === NORMAL) {
    queue.since += 1;
    return;
  }
  queue.figures.priorityTakes += 1;
  if (queue.waiting[NORMAL].length === 0) return;
  queue.since = 0;
  queue.lastPriorityTake = index;
}
