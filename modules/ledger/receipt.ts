import type { Db } from '#kernel';
import { formatReceipt } from '#audit';
import { decodeUtf8, leafHash } from '#tlog';
import { MERGE_DELAY_S } from './citation.ts';
import type { LedgerInstallation } from './installation.ts';
import type { LeafIndex } from './leaf.ts';
import { readLeaves } from './read.ts';

/** The keys that sign receipts, and the log they speak of. */
export type ReceiptPress = Pick<LedgerInstallation, 'origin' | 'receiptSigners'>;

/** The signed promise that this leaf has this index: a signed note. Only for what is committed. */
export function receiptOf(
  { origin, receiptSigners: [signer] }: ReceiptPress,
  { index, bytes }: { readonly index: LeafIndex; readonly bytes: Uint8Array },
): string {
  if (signer === undefined) throw new Error('There is no key that signs receipts.');
  const { ts } = JSON.parse(decodeUtf8(bytes)) as { readonly ts: number };
  const promise = { origin, index, leafHash: leafHash(bytes), time: BigInt(ts) };
  return formatReceipt({ ...promise, mergeDelay: BigInt(MERGE_DELAY_S) }, signer);
}

/**
 * The signed promise that a leaf has this index. It follows from the leaf alone, so it can be given again at any time,
 * and only for what is in the log.
 * @returns a signed note; undefined where there is no such leaf
 */
export async function receiptFor(db: Db, press: ReceiptPress, index: LeafIndex): Promise<string | undefined> {
  const [leaf] = await readLeaves(db, index, 1);
  return leaf?.index === index ? receiptOf(press, leaf) : undefined;
}
