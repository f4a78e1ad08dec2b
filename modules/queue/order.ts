import type { LeafIndex } from '#ledger';

export type Stage = 'acceptance' | 'examination' | 'decision' | 'delivery';

/** 0 statutory priority, 1 urgent, 2 normal (ledger specification, lanes). */
export type Lane = 0 | 1 | 2;

/** One task of a case where it waits. */
export interface Ticket {
  readonly caseId: string;
  /** Number of the task within its case; 0 is acceptance. */
  readonly n: number;
  readonly pool: PoolRef;
  readonly lane: Lane;
  /** Index of the case's submission in the ledger: the only clock that orders a queue. */
  readonly ref: LeafIndex;
}

export interface PoolRef {
  readonly id: number;
  readonly code: string;
  readonly stage: Stage;
}

export type TakeRefusal = 'queue.empty';

/** Lowest lane, then lowest index. Held tasks and those this officer is barred from never get here. */
export function head(waiting: readonly Ticket[]): Ticket | TakeRefusal {
  return waiting.toSorted(byTurn)[0] ?? 'queue.empty';
}

/** The order of turns within a pool (rule M4). */
export function byTurn(one: Ticket, other: Ticket): number {
  if (one.lane !== other.lane) return one.lane - other.lane;
  if (one.ref === other.ref) return one.n - other.n;
  return one.ref < other.ref ? -1 : 1;
}
