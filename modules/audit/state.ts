import { findingRules, finderOf, type Finding, type FindingCode, type Rule } from './finding.ts';
import type { Lane, OrderKey } from './leaf-kinds.ts';
import { Line } from './line.ts';
import type { Clocks } from './clocks.ts';

export type TaskState = 'eligible' | 'held' | 'taken' | 'done';

/** A case that has not ended, with the one task that it has at a time; what ended is forgotten. */
export interface Case {
  readonly ref: number;
  /** Indices of its events, from the submission on. */
  readonly events: number[];
  /** Those of its events that can bar an officer from it. */
  readonly acts: number[];
  lane: Lane;
  /** The grant in force. */
  grant: number | undefined;
  /** The take by which its task is in somebody's hand. */
  taken: number | undefined;
  accepted: number | undefined;
  /** Number of the task. */
  n: number;
  queue: Queue;
  /** Index at which the task entered the queue. */
  entry: number;
  /** What orders it within its lane. */
  key: number;
  state: TaskState;
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
  /** Cases with an eligible task here, of lanes 0, 1 and 2. */
  readonly waiting: readonly [Line<Case>, Line<Case>, Line<Case>];
  /** Cases with a task here that is not done, by submission: for M10. */
  readonly open: Line<Case>;
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
  const byKey = () => new Line<Case>(({ key }) => key);
  const queue: Queue = {
    code,
    regimes: [],
    waiting: [byKey(), byKey(), byKey()],
    open: new Line<Case>(({ ref }) => ref),
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
export function keyOf({ ref, entry, accepted }: Case, order: OrderKey): number {
  if (order === 'ready') return entry;
  return order === 'accept' ? (accepted ?? ref) : ref;
}

/** Moves a task between waiting and not waiting, and out of its queue when it is done. */
export function setState(of: Case, state: TaskState): void {
  if (of.state === state) return;
  const { waiting, open, order } = of.queue;
  if (of.state === 'eligible') waiting[of.lane].remove(of);
  if (state === 'eligible') {
    of.key = keyOf(of, order);
    waiting[of.lane].add(of);
  }
  if (of.state === 'done') open.add(of);
  if (state === 'done') open.remove(of);
  of.state = state;
}

/** Forgets a case: nothing may happen to it any more. */
export function endCase(state: State, ended: Case): void {
  setState(ended, 'done');
  state.cases.delete(ended.ref);
  for (const act of ended.acts) state.actors.delete(act);
}
