import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { inTransaction, type World } from '#kernel';
import { append } from './append.ts';
import type { LedgerInstallation } from './installation.ts';
import { lastCheckpoint } from './publication-store.ts';
import { logSize } from './read.ts';

/** The last word of a log that is closed. */
export interface ClosedLog {
  readonly origin: string;
  readonly size: bigint;
  /** Where the next log cites it. */
  readonly citedAt: bigint;
}

/**
 * Closes a log that cannot be completed: the other honest way on. The leaves that are left begin the next log, under
 * another name and other keys, and the first entry that is written there is an `erratum` with the hash of the old log's
 * last checkpoint: whoever holds a receipt of the old log sees where it ended. Needs the database's owner.
 */
export async function closeLog(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  { origin, guard }: Pick<LedgerInstallation, 'origin' | 'guard'>,
): Promise<ClosedLog> {
  const [guarded, stored] = [await guard.last(), await lastCheckpoint(db)];
  const last = guarded !== undefined && guarded.size >= (stored?.size ?? 0n) ? guarded : stored;
  if (last === undefined) throw new Error('The log has signed nothing that could be closed.');

  return inTransaction(db, async (tx) => {
    const size = await logSize(tx);
    const now = clock.now();
    const hash = createHash('sha256').update(last.note).digest('base64');
    await sql`alter table ledger.checkpoint disable trigger append_only`.execute(tx);
    await sql`update ledger.publication set witnessed_size = null, witnessed_at = null, problem = null`.execute(tx);
    await sql`delete from ledger.cosignature`.execute(tx);
    await sql`delete from ledger.checkpoint`.execute(tx);
    await sql`alter table ledger.checkpoint enable trigger append_only`.execute(tx);
    const citing = sql`insert into ledger.closed_log (origin, size, note, closed_at, cited_at)
      values (${origin}, ${last.size}, ${last.note}, ${now}, ${size})`;
    const of = size < last.size ? size : last.size;
    const citedAt = await append(tx, now, {
      leaves: [{ k: 'erratum', of: of === 0n ? 0n : of - 1n, hash }],
      followers: [citing],
    });
    return { origin, size: last.size, citedAt };
  });
}
