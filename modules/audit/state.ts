import { findingRules, finderOf, type Finding, type FindingCode, type Rule } from './finding.ts';
import type { Lane, OrderKey } from './leaf-kinds.ts';
import { Line } from './line.ts';
import type { Clocks } from './clocks.ts';

export type TaskState = 'eligible' | 'held' | 'taken' | 'done';

/** A piece of work of a case, in one queue. */
export interface Task {
  readonly of: Case;
  /** Its number within the case. */
  readonly n: number;
  readonly queue: Queue;
  /** Index at which it entered the queue. */
  readonly entry: number;
  /** What orders it within its lane. */
  key: number;
  state: TaskState;
  /** The take, or the release to somebody, by which it is in their hand. */
  taken: number | undefined;
}

/** A case that has not ended; what ended is forgotten. */
export interface Case {
  readonly ref: number;
  /** Indices of its events, from the submission on. */
  readonly events: number[];
  /** Those of its events that can bar an officer from it. */
  readonly acts: number[];
  /** Its tasks by their numbers; departments that work on it at the same time have one each. */
  readonly tasks: Map<number, Task>;
  lane: Lane;
  /** The grant in force. */
  grant: number | undefined;
  accepted: number | undefined;
}

/** What was declared of a queue, and from when it holds. */
export interface Regime {
  readonly index: number;
  readonly from: number;
  /** Undefined where the discipline has an order of its own that M4 does not know. */
  readonly order: OrderKey | undefined;
  readonly quota: number | undefined;
  readonly automatic: boolean;
}

export interface Queue {
  readonly code: string;
  /** In the order of the log; none while nobody has declared the queue. */
  readonly regimes: Regime[];
  /** The stage of its first declaration. */
  stage: string | undefined;
  /** Eligible tasks of lanes 0, 1 and 2. */
  readonly waiting: readonly [Line<Task>, Line<Task>, Line<Task>];
  /** Tasks that are not done, by submission: for M10. */
  readonly open: Line<Task>;
  /** By what `waiting` is ordered at the moment. */
  order: OrderKey;
  nextNumber: number;
  lastEntry: number | undefined;
  /** Index of the pause that is in force. */
  paused: number | undefined;
  /** See `Waiting.since`. */
  since: number;
  lastPriorityTake: number | undefined;
  lastDeclaredOrder: { readonly order: number; readonly index: number } | undefined;
  readonly figures: { takes: number; priorityTakes: number; unordered: number; decisions: number; inversions: number };
}

/** A declared ground of priority. */
export interface Ground {
  readonly ts: number;
  readonly from: number;
  readonly lane: Lane;
  /** Tells which rule an ending leaf means. */
  readonly text: string;
  end: { readonly until: number; readonly index: number } | undefined;
}

export interface State {
  readonly cases: Map<number, Case>;
  /** The case of every act that can bar. */
  readonly actors: Map<number, Case>;
  readonly queues: Map<string, Queue>;
  readonly grounds: Map<number, Ground>;
  readonly clocks: Clocks;
  /** A case that was decided in the leaf before: it ends unless a `ready` follows in the same append. */
  decided: { readonly of: Case; readonly index: number } | undefined;
  readonly without: ReadonlySet<Rule>;
  /** See `AuditOptions.assumedSince`. */
  readonly assumedSince: number | undefined;
  found: Finding[];
}

/** What a finding says besides its code. */
export interface Said {
  readonly index: number;
  /** Leaves that prove it; those that are not in the log yet are left out. */
  readonly leaves?: readonly number[];
  readonly values?: Readonly<Record<string, string | number>>;
}

export function report(state: State, code: FindingCode, { index, leaves = [], values = {} }: Said): void {
  const rule = findingRules[code];
  if (state.without.has(rule)) return;
  const proving = [...new Set([...leaves, index])]
    .filter((leaf) => leaf <= index)
    .toSorted((one, other) => one - other);
  state.found.push({ rule, code, index, leaves: proving, finder: finderOf(code), values });
}

export function queueOf(state: State, code: string): Queue {
  const known = state.queues.get(code);
  if (known !== undefined) return known;
  const byKey = () => new Line<Task>((one, other) => one.key - other.key || one.n - other.n);
  const queue: Queue = {
    code,
    regimes: [],
    stage: undefined,
    waiting: [byKey(), byKey(), byKey()],
    open: new Line<Task>((one, other) => one.of.ref - other.of.ref || one.n - other.n),
    order: 'ref',
    nextNumber: 1,
    lastEntry: undefined,
    paused: undefined,
    since: Number.POSITIVE_INFINITY,
    lastPriorityTake: undefined,
    lastDeclaredOrder: undefined,
    figures: { takes: 0, priorityTakes: 0, unordered: 0, decisions: 0, inversions: 0 },
  };
  state.queues.set(code, queue);
  return queue;
}

/** What a task is ordered by; a case that nobody has accepted yet stands by its submission. */
export function keyOf({ of, entry }: Task, order: OrderKey): number {
  if (order === 'ready') return entry;
  return order === 'accept' ? (of.accepted ?? of.ref) : of.ref;
}

/** A task of a case that enters a queue; it takes the place of one of the same number. */
export function addTask(of: Case, { n, queue, entry }: Pick<Task, 'n' | 'queue' | 'entry'>): void {
  const known = of.tasks.get(n);
  if (known !== undefined) setState(known, 'done');
  const task: Task = { of, n, queue, entry, key: entry, state: 'done', taken: undefined };
  of.tasks.set(n, task);
  setState(task, 'eligible');
}

/** Moves a task between waiting and not waiting, and out of its queue when it is done. */
export function setState(task: Task, state: TaskState): void {
  if (task.state === state) return;
  const { queue, of } = task;
  const { waiting, open, order } = queue;
  if (task.state === 'eligible') waiting[of.lane].remove(task);
  if (state === 'eligible') {
    task.key = keyOf(task, order);
    waiting[of.lane].add(task);
  }
  if (task.state === 'done') open.add(task);
  if (state === 'done') open.remove(task);
  task.state = state;
}

/** The tasks of a case that are not done. */
export function openTasks({ tasks }: Case): readonly Task[] {
  return [...tasks.values()].filter(({ state }) => state !== 'done');
}

/** Forgets a case: nothing may happen to it any more. */
export function endCase(state: State, ended: Case): void {
  for (const task of ended.tasks.values()) setState(task, 'done');
  state.cases.delete(ended.ref);
  for (const act of ended.acts) state.actors.delete(act);
}
