import { sql } from 'kysely';
import type { Tx } from '#kernel';

/** A leaf of a case that came back from a mirror. */
export interface RestoredEvent {
  readonly index: bigint;
  readonly kind: string;
  /** Index of the case's submission; its own where it is one. */
  readonly ref: bigint;
}

export interface Adopted {
  /** Cases of which the ledger tells more than the database: short numbers. */
  readonly behind: readonly string[];
  /** Submissions in the ledger of which the database has no case: their indices. */
  readonly missing: readonly bigint[];
}

/**
 * Lets cases go on from the last event that the ledger has of them, so that their chain does not fork, and says which
 * of them people must look at: what those events decided is not in the database any more.
 */
export async function adoptRestored(tx: Tx, events: readonly RestoredEvent[]): Promise<Adopted> {
  const last = new Map(events.map(({ ref, index }) => [ref, index]));
  const behind: string[] = [];
  const missing: bigint[] = [];
  for (const [ref, index] of last) {
    const { rows } = await sql<{ short_no: string }>`update cases."case" set last_index = greatest(last_index, ${index})
      where ref = ${ref} returning short_no`.execute(tx);
    const [row] = rows;
    if (row === undefined) missing.push(ref);
    else behind.push(row.short_no);
  }
  return { behind, missing };
}
