import { join } from 'node:path';
import { directoryFiles, readIfThere, writeDurably, type LogFiles } from '#disk';
import {
  encodeUtf8,
  hashesOfTiles,
  openCheckpointOfAny,
  splitEntries,
  splitTile,
  sameBytes,
  TILE_WIDTH,
  tilePath,
  TileTree,
  tileWidth,
  TlogProblem,
  type Hash,
  type ReadHash,
  type SignedCheckpoint,
  type Tile,
  type VerifierKey,
} from '#tlog';
import { WatchError } from './watch-error.ts';

/** A verified copy of a log on this machine: it only grows. */
export interface Copy {
  readonly files: LogFiles;
  /** The right edge of the tree; its size is that of the copy. */
  tree: TileTree;
  /** The last checkpoint whose leaves are all here. */
  checkpoint: (SignedCheckpoint & { readonly note: string }) | undefined;
}

/** Called with each entry of the copy from the first one on, so that rules can be followed. */
export type Each = (index: bigint, entry: Uint8Array) => void;

/**
 * Opens the copy in a directory and hashes all of it anew.
 * @throws WatchError if it is damaged: a copy that cannot be trusted is worse than none
 */
export async function openCopy(directory: string, keys: readonly VerifierKey[], each: Each): Promise<Copy> {
  const files = directoryFiles(join(directory, 'log'));
  const bytes = await readIfThere(join(directory, 'log/checkpoint'));
  const copy: Copy = { files, tree: new TileTree(), checkpoint: undefined };
  if (bytes === undefined) return copy;
  try {
    const checkpoint = { ...openCheckpointOfAny(bytes, keys), note: new TextDecoder().decode(bytes) };
    while (copy.tree.size < checkpoint.size) {
      for (const entry of await bundle(files, copy.tree.size, checkpoint.size)) {
        each(copy.tree.size, entry);
        copy.tree.add(entry);
      }
      copy.tree.fullFiles();
    }
    if (!sameBytes(copy.tree.root(), checkpoint.root)) throw new TlogProblem('proof.other-root');
    copy.checkpoint = checkpoint;
    return copy;
  } catch (cause) {
    if (!(cause instanceof TlogProblem)) throw cause;
    throw new WatchError(`The copy in ${directory} is damaged (${cause.message}): move it away and begin again.`, {
      cause,
    });
  }
}

async function bundle(files: LogFiles, from: bigint, size: bigint): Promise<readonly Uint8Array[]> {
  const index = from / BigInt(TILE_WIDTH);
  const width = tileWidth('entries', index, size);
  return splitEntries(await required(files, { level: 'entries', index, width }), width);
}

async function required(files: LogFiles, tile: Tile): Promise<Uint8Array> {
  const bytes = await files.read(tilePath(tile));
  if (bytes === undefined) throw new TlogProblem('tile.wrong-length', `${tilePath(tile)} is missing`);
  return bytes;
}

/** Reads hashes of the copy's tree. */
export function hashesOf({ files }: Pick<Copy, 'files'>, size: bigint): ReadHash {
  return hashesOfTiles(async (tile) => required(files, tile), size);
}

/** The leaf hashes of a tile of the copy. */
export async function hashTile({ files }: Pick<Copy, 'files'>, index: bigint, size: bigint): Promise<readonly Hash[]> {
  const width = tileWidth(0, index, size);
  return splitTile(await required(files, { level: 0, index, width }), width);
}

/** An entry of the copy. */
export async function entryOf({ files }: Pick<Copy, 'files'>, index: bigint, size: bigint): Promise<Uint8Array> {
  const first = index - (index % BigInt(TILE_WIDTH));
  const entry = (await bundle(files, first, size))[Number(index - first)];
  if (entry === undefined) throw new TlogProblem('entries.malformed', String(index));
  return entry;
}

/** Makes the copy end with this checkpoint; its leaves are in the tree already. */
export async function settle(
  directory: string,
  copy: Copy,
  checkpoint: SignedCheckpoint & { note: string },
): Promise<void> {
  for (const file of copy.tree.partialFiles()) await copy.files.keep(file);
  await writeDurably(join(directory, 'log/checkpoint'), encodeUtf8(checkpoint.note));
  copy.checkpoint = checkpoint;
}
