import type { LogFiles } from '#disk';
import type { Db } from '#kernel';
import { encodeUtf8, formatProof, hashesOfTiles, inclusionPath } from '#tlog';
import type { LeafIndex } from './leaf.ts';
import { checkpointOf, cosignatures, lastCheckpoint, publication } from './publication-store.ts';
import { readingTiles } from './publisher.ts';
import { readLeaves } from './read.ts';

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
  files: Pick<LogFiles, 'read'>,
  { index, openings }: { readonly index: LeafIndex; readonly openings?: unknown },
): Promise<LeafProof | undefined> {
  const { witnessedSize } = await publication(db);
  const witnessed = witnessedSize !== undefined && witnessedSize > index;
  const checkpoint = witnessed ? await checkpointOf(db, witnessedSize) : await lastCheckpoint(db);
  const [leaf] = await readLeaves(db, index, 1);
  if (checkpoint === undefined || leaf === undefined || checkpoint.size <= index) return undefined;

  const { size, note } = checkpoint;
  const path = await inclusionPath(hashesOfTiles(readingTiles(files), size), index, size);
  const extra = { leaf: leaf.bytes.toString('utf8'), ...(openings === undefined ? {} : { openings }) };
  const lines = await cosignatures(db, size);
  return {
    file: formatProof({ index, path, checkpoint: note + lines.join(''), extra: encodeUtf8(JSON.stringify(extra)) }),
    size,
    leaf: leaf.bytes,
    witnessed,
  };
}
