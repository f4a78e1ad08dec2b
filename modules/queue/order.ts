import { turn } from '#audit';
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
  /** Index of the grant that put the case into a lane before the normal one. */
  readonly grant?: LeafIndex;
}

export interface PoolRef {
  readonly id: number;
  readonly code: string;
  readonly stage: Stage;
}

/** Who is first in each part of one queue, for one officer, and what its rule makes of it. */
export interface QueueHeads {
  /** The first of lanes 0 and 1. */
  readonly priority?: Ticket;
  /** The first of lane 2. */
  readonly normal?: Ticket;
  /** At most one in so many takes comes from lanes 0 and 1 while lane 2 waits. */
  readonly quota?: number;
  /** Takes from lane 2 since the last one from lanes 0 and 1 that was made while lane 2 waited. */
  readonly normalSince: number;
}

export type TakeRefusal = 'queue.empty';

/** Whose turn it is in one queue: lanes 0 and 1 as far as the quota lets them, lane 2 otherwise (rule M4). */
export function turnIn({ priority, normal, quota, normalSince }: QueueHeads): Ticket | undefined {
  const whose = turn({
    lane01Waits: priority !== undefined,
    lane2Waits: normal !== undefined,
    since: normalSince,
    quota,
  });
  return whose === 'normal' ? normal : priority;
}

/** Whether a task of lanes 0 and 1 has its turn only because the officer is barred from all of lane 2. */
export function isBeyondQuota({ normal, quota, normalSince }: QueueHeads, { lane }: Ticket): boolean {
  return lane !== 2 && normal === undefined && quota !== undefined && normalSince < quota - 1;
}

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
