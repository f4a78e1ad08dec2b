import type { Lane, PoolRef, Stage, Ticket } from './order.ts';

export interface PoolRow {
  readonly id: number;
  readonly code: string;
  readonly stage: string;
}

export interface TicketRow {
  readonly pool_id: number;
  readonly code: string;
  readonly stage: string;
  readonly case_id: string;
  readonly n: number;
  readonly lane: number;
  readonly ref: bigint;
  readonly grant_index: bigint | null;
}

export function toPool({ id, code, stage }: PoolRow): PoolRef {
  return { id, code, stage: stage as Stage };
}

export function toTicket(row: TicketRow): Ticket {
  return {
    caseId: row.case_id,
    n: row.n,
    pool: toPool({ id: row.pool_id, code: row.code, stage: row.stage }),
    lane: row.lane as Lane,
    ref: row.ref,
    ...(row.grant_index === null ? {} : { grant: row.grant_index }),
  };
}
