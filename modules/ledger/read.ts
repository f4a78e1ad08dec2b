import { sql } from 'kysely';
import { readLeaf, type PublicLeaf } from '#audit';
import type { Db, Tx } from '#kernel';
import type { LeafIndex } from './leaf.ts';

export interface StoredLeaf {
  readonly index: LeafIndex;
  readonly bytes: Buffer;
}

/** Number of leaves in the log. */
export async function logSize(db: Db | Tx): Promise<bigint> {
  const { size } = await db.selectFrom('ledger.head').select('size').executeTakeFirstOrThrow();
  return size;
}

/** Leaves from `from` on, at most `limit`, in order. */
export async function readLeaves(db: Db | Tx, from: LeafIndex, limit: number): Promise<readonly StoredLeaf[]> {
  return db
    .selectFrom('ledger.leaf')
    .select(['index', 'bytes'])
    .where('index', '>=', from)
    .orderBy('index')
    .limit(limit)
    .execute();
}

/** What stands at some places of the log, in no particular order. */
export async function leavesAt(
  db: Db | Tx,
  indices: readonly LeafIndex[],
): Promise<readonly { readonly index: LeafIndex; readonly leaf: PublicLeaf }[]> {
  if (indices.length === 0) return [];
  const { rows } = await sql<StoredLeaf>`
    select index, bytes from ledger.leaf where index = any(${[...indices]}::bigint[])`.execute(db);
  return rows.map(({ index, bytes }) => ({ index, leaf: readLeaf(bytes) }));
}
