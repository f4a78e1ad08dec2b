import type { Db } from '#kernel';
import { formatReceipt } from '#audit';
import { decodeUtf8, leafHash } from '#tlog';
import { MERGE_DELAY_S } from './citation.ts';
import type { LedgerInstallation } from './installation.ts';
import type { LeafIndex } from './leaf.ts';
import { readLeaves } from './read.ts';

/**
 * The signed promise that a leaf has this index. It follows from the leaf alone, so it can be given again at any time,
 * and only for what is in the log.
 * @returns a signed note; undefined where there is no such leaf
 */
export async function receiptFor(
  db: Db,
  { origin, receiptSigners }: Pick<LedgerInstallation, 'origin' | 'receiptSigners'>,
  index: LeafIndex,
): Promise<string | undefined> {
  const [leaf] = await readLeaves(db, index, 1);
  const [signer] = receiptSigners;
  if (leaf?.index !== index || signer === undefined) return undefined;
  const { ts } = JSON.parse(decodeUtf8(leaf.bytes)) as { readonly ts: number };
  const promise = { origin, index, leafHash: leafHash(leaf.bytes), time: BigInt(ts) };
  return formatReceipt({ ...promise, mergeDelay: BigInt(MERGE_DELAY_S) }, signer);
}
