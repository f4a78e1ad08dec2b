import { sql } from 'kysely';
import type { Tx } from '#kernel';

/** A number that the ledger has given already. */
export interface GivenNumber {
  /** The queue's code. */
  readonly q: string;
  readonly qn: bigint;
}

/** After leaves came back from a mirror: no queue gives a number again that the ledger has given. */
export async function continueNumbers(tx: Tx, given: readonly GivenNumber[]): Promise<void> {
  for (const { q, qn } of given)
    await sql`update queue.pool set next_qn = greatest(next_qn, ${qn}::bigint + 1) where code = ${q}`.execute(tx);
}
