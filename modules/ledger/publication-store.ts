import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { LeafIndex } from './leaf.ts';

/** What the log has signed. */
export interface StoredCheckpoint {
  readonly size: bigint;
  readonly root: Buffer;
  /** Signed note without cosignatures. */
  readonly note: string;
}

const LOCK = 6962;

/** Waits for its turn to change what is public. */
export async function lockPublishing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
}

/** Only one process publishes at a time; the others find its work done. */
export async function tryPublishing(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ won: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as won`.execute(tx);
  return rows[0]?.won === true;
}

export async function lastCheckpoint(db: Db | Tx): Promise<StoredCheckpoint | undefined> {
  return db
    .selectFrom('ledger.checkpoint')
    .select(['size', 'root', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function checkpointOf(db: Db | Tx, size: bigint): Promise<StoredCheckpoint | undefined> {
  return db
    .selectFrom('ledger.checkpoint')
    .select(['size', 'root', 'note'])
    .where('size', '=', size)
    .executeTakeFirst();
}

export async function insertCheckpoint(tx: Tx, checkpoint: StoredCheckpoint, at: Date): Promise<void> {
  await tx
    .insertInto('ledger.checkpoint')
    .values({ ...checkpoint, at })
    .execute();
}

/**
 * A write of its own after what is about to be signed: with a synchronous standby its commit returns only when all
 * earlier commits are safe there as well.
 */
export async function raiseBarrier(db: Db, size: bigint, at: Date): Promise<void> {
  await db.updateTable('ledger.publication').set({ barrier: size, checked_at: at }).execute();
}

/** Says that somebody publishes, and what stands in the way if anything does. */
export async function reportPublishing(db: Db, problem: string | null, at: Date): Promise<void> {
  await db.updateTable('ledger.publication').set({ problem, checked_at: at }).execute();
}

/** All rows have been compared with the published files since then, by whichever process. */
export async function reportCompared(db: Db, since: Date): Promise<void> {
  await db
    .updateTable('ledger.publication')
    .set({ compared_since: since })
    .where((row) => row.or([row('compared_since', 'is', null), row('compared_since', '<', since)]))
    .execute();
}

/** Signature lines of witnesses on a checkpoint, in the order of their names. */
export async function cosignatures(db: Db | Tx, size: bigint): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('ledger.cosignature')
    .select('line')
    .where('size', '=', size)
    .orderBy('witness')
    .execute();
  return rows.map(({ line }) => line);
}

export interface ProvingCheckpoint {
  readonly size: bigint;
  readonly note: string;
  /** Signature lines of witnesses. */
  readonly cosignatures: string;
  readonly leaf: Buffer;
  /** Whether a quorum has cosigned it. */
  readonly witnessed: boolean;
}

/** The leaf and the checkpoint that proves it best: the newest with a quorum if it covers the leaf, else the newest. */
export async function provingCheckpoint(db: Db | Tx, index: LeafIndex): Promise<ProvingCheckpoint | undefined> {
  const { rows } = await sql<ProvingCheckpoint>`
    select c.size, c.note, l.bytes as leaf, coalesce(c.size = p.witnessed_size, false) as witnessed,
      (select coalesce(string_agg(line, '' order by witness), '') from ledger.cosignature s where s.size = c.size)
        as cosignatures
    from ledger.publication p
    join ledger.leaf l on l.index = ${index}
    join ledger.checkpoint c on c.size = case when p.witnessed_size > ${index} then p.witnessed_size
      else (select max(size) from ledger.checkpoint) end
    where c.size > ${index}`.execute(db);
  return rows[0];
}

export interface Cosigned {
  readonly size: bigint;
  readonly witness: string;
  readonly line: string;
  readonly at: Date;
}

export async function upsertCosignature(db: Db | Tx, { size, witness, line, at }: Cosigned): Promise<void> {
  await db
    .insertInto('ledger.cosignature')
    .values({ size, witness, line, cosigned_at: at })
    .onConflict((row) => row.columns(['size', 'witness']).doUpdateSet({ line, cosigned_at: at }))
    .execute();
}

/** A quorum has cosigned this checkpoint; an older one never replaces a newer one. */
export async function markWitnessed(db: Db | Tx, size: bigint, at: Date): Promise<void> {
  await db
    .updateTable('ledger.publication')
    .set({ witnessed_size: size, witnessed_at: at })
    .where((row) => row.or([row('witnessed_size', 'is', null), row('witnessed_size', '<=', size)]))
    .execute();
}

/** Whether the policy asks for witnesses; since when, so that a new policy gets its time to be met. */
export async function setQuorumNeeded(db: Db, needed: boolean, at: Date): Promise<void> {
  await db
    .updateTable('ledger.publication')
    .set({ quorum_needed: needed, quorum_since: needed ? at : null })
    .where('quorum_needed', '!=', needed)
    .execute();
}

export interface Publication {
  readonly size: bigint;
  readonly checkedAt: Date | undefined;
  readonly quorumNeeded: boolean;
  readonly quorumSince: Date | undefined;
  readonly witnessedSize: bigint | undefined;
  readonly witnessedAt: Date | undefined;
  /** See `Publisher.comparedSince`. */
  readonly comparedSince: Date | undefined;
  readonly problem: string | undefined;
}

/** How far the log is published and witnessed. `size` is 0 before the first checkpoint. */
export async function publication(db: Db | Tx): Promise<Publication> {
  const row = await db
    .selectFrom('ledger.publication')
    .select([
      'checked_at',
      'quorum_needed',
      'quorum_since',
      'witnessed_size',
      'witnessed_at',
      'compared_since',
      'problem',
    ])
    .select((eb) => eb.selectFrom('ledger.checkpoint').select('size').orderBy('size', 'desc').limit(1).as('published'))
    .executeTakeFirstOrThrow();
  return {
    size: row.published ?? 0n,
    checkedAt: row.checked_at ?? undefined,
    quorumNeeded: row.quorum_needed,
    quorumSince: row.quorum_since ?? undefined,
    witnessedSize: row.witnessed_size ?? undefined,
    witnessedAt: row.witnessed_at ?? undefined,
    comparedSince: row.compared_since ?? undefined,
    problem: row.problem ?? undefined,
  };
}

/** Seconds since 1970 at which the leaf was appended, as the leaf itself says; undefined where there is none. */
export async function timeOfLeaf(db: Db | Tx, index: LeafIndex): Promise<number | undefined> {
  const row = await db
    .selectFrom('ledger.leaf')
    .select(sql<number>`(convert_from(bytes, 'UTF8')::jsonb ->> 'ts')::float8`.as('ts'))
    .where('index', '=', index)
    .executeTakeFirst();
  return row?.ts;
}
