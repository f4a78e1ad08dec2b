import type { Db } from '#kernel';
import { encodeUtf8, formatProof, hashesOfTiles, inclusionPath, type ReadHash } from '#tlog';
import type { LedgerInstallation } from './installation.ts';
import type { LeafIndex } from './leaf.ts';
import { provingCheckpoint } from './publication-store.ts';
import { readingTiles } from './publisher.ts';

export interface LeafProof {
  /** A `tlog-proof` file; its extra data is JSON with the leaf and whatever opens its commitments. */
  readonly file: string;
  readonly size: bigint;
  readonly leaf: Uint8Array;
  /** Whether the quorum of the policy has cosigned the checkpoint. */
  readonly witnessed: boolean;
}

/**
 * The proof that a leaf is in the log, under the newest checkpoint that a quorum has cosigned if that one covers it,
 * and under the newest one otherwise.
 * @param openings what the holder may know of the commitments in the leaf; undefined: nothing
 * @returns undefined while the leaf is not published yet
 */
export async function proveLeaf(
  db: Db,
  ledger: ProvingLedger,
  { index, openings }: { readonly index: LeafIndex; readonly openings?: unknown },
): Promise<LeafProof | undefined> {
  const found = await provingCheckpoint(db, index);
  if (found === undefined) return undefined;

  const { size, note, cosignatures, leaf, witnessed } = found;
  const path = await inclusionPath(remembering(ledger, size), index, size);
  const extra = { leaf: leaf.toString('utf8'), ...(openings === undefined ? {} : { openings }) };
  return {
    file: formatProof({ index, path, checkpoint: note + cosignatures, extra: encodeUtf8(JSON.stringify(extra)) }),
    size,
    leaf,
    witnessed,
  };
}

export type ProvingLedger = Pick<LedgerInstallation, 'subtrees'> & {
  readonly files: Pick<LedgerInstallation['files'], 'read'>;
};

/** Smaller subtrees are hashed again: 2^6 leaves take 0.1 ms. */
const KEPT_LEVEL = 6;

/** At a million leaves a path takes 2.9 ms when each of its hashes is made anew, because its right edge is always the same. */
export function remembering({ files, subtrees }: ProvingLedger, size: bigint): ReadHash {
  const read = hashesOfTiles(readingTiles(files), size);
  return async (level, index) => {
    if (level < KEPT_LEVEL) return read(level, index);
    const key = `${level}/${index}`;
    const known = subtrees.get(key);
    if (known !== undefined) return known;
    const hash = await read(level, index);
    subtrees.set(key, hash);
    return hash;
  };
}
