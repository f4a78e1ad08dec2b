import { join } from 'node:path';
import { directoryFiles, FileConflict, readIfThere, writeDurably, type LogFiles } from '#disk';
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
import { unlessStopped, WatchError } from './watch-error.ts';

/** A checkpoint with the bytes in which it was signed. */
export type Noted = SignedCheckpoint & { readonly note: string };

/** A verified copy of a log on this machine: it only grows. */
export interface Copy {
  readonly directory: string;
  readonly files: LogFiles;
  /** The right edge of the tree; it may be ahead of the checkpoint while leaves are on the way. */
  readonly tree: TileTree;
  /** The last checkpoint whose leaves are all here. */
  checkpoint: Noted | undefined;
  /** The last one that was shown to continue it. Whatever the log signed binds it, before its leaves have come. */
  newest: Noted | undefined;
}

/** Where tiles and entries are read. */
export interface Readable {
  readonly files: Pick<LogFiles, 'read'>;
}

export interface Opening {
  readonly directory: string;
  readonly keys: readonly VerifierKey[];
  /** Called with each entry of the copy from the first one on, so that rules can be followed. */
  readonly each: (index: bigint, entry: Uint8Array) => void;
  readonly progress?: (done: bigint, of: bigint) => void;
  readonly stop?: AbortSignal;
}

const SETTLED = 'log/checkpoint';
const NEWEST = 'newest-checkpoint';

/**
 * Opens the copy in a directory and hashes all of it anew.
 * @throws WatchError if it is damaged: a copy that cannot be trusted is worse than none
 */
export async function openCopy(opening: Opening): Promise<Copy> {
  const { directory } = opening;
  const copy: Copy = {
    directory,
    files: directoryFiles(join(directory, 'log')),
    tree: new TileTree(),
    checkpoint: undefined,
    newest: undefined,
  };
  try {
    const checkpoint = await remembered(opening, SETTLED);
    if (checkpoint !== undefined) await hashAnew(opening, copy, checkpoint);
    copy.checkpoint = checkpoint;
    const newest = await remembered(opening, NEWEST);
    copy.newest = newest !== undefined && newest.size > (checkpoint?.size ?? 0n) ? newest : checkpoint;
    return copy;
  } catch (cause) {
    throw damage(directory, cause);
  }
}

async function remembered({ directory, keys }: Opening, file: string): Promise<Noted | undefined> {
  const bytes = await readIfThere(join(directory, file));
  if (bytes === undefined) return undefined;
  return { ...openCheckpointOfAny(bytes, keys), note: new TextDecoder().decode(bytes) };
}

async function hashAnew({ each, progress, stop }: Opening, copy: Copy, { size, root }: Noted): Promise<void> {
  while (copy.tree.size < size) {
    unlessStopped(stop);
    for (const entry of await bundle(copy.files, copy.tree.size, size)) {
      each(copy.tree.size, entry);
      copy.tree.add(entry);
    }
    // Compares every file with what it must be, and brings back what was lost.
    for (const file of copy.tree.fullFiles()) await copy.files.keep(file);
    progress?.(copy.tree.size, size);
  }
  if (!sameBytes(copy.tree.root(), root)) throw new TlogProblem('proof.other-root');
  for (const file of copy.tree.partialFiles()) await copy.files.keep(file);
}

/** What is wrong with a copy, as a sentence; anything else is handed through. */
export function damage(directory: string, cause: unknown): unknown {
  if (cause instanceof TlogProblem && cause.code === 'note.no-known-signature')
    return new WatchError(`The copy in ${directory} was signed by another key: give that one as well.`, { cause });
  if (!(cause instanceof TlogProblem || cause instanceof FileConflict)) return cause;
  const where = cause instanceof FileConflict ? cause.path : cause.message;
  return new WatchError(`The copy in ${directory} is damaged (${where}): move it away and begin again.`, { cause });
}

async function bundle(files: Readable['files'], from: bigint, size: bigint): Promise<readonly Uint8Array[]> {
  const index = from / BigInt(TILE_WIDTH);
  const width = tileWidth('entries', index, size);
  return splitEntries(await required(files, { level: 'entries', index, width }), width);
}

async function required(files: Readable['files'], tile: Tile): Promise<Uint8Array> {
  const bytes = await files.read(tilePath(tile));
  if (bytes === undefined) throw new TlogProblem('tile.wrong-length', `${tilePath(tile)} is missing`);
  return bytes;
}

/** Reads hashes of the copy's tree. */
export function hashesOf({ files }: Readable, size: bigint): ReadHash {
  return hashesOfTiles(async (tile) => required(files, tile), size);
}

/** The leaf hashes of a tile of the copy. */
export async function hashTile({ files }: Readable, index: bigint, size: bigint): Promise<readonly Hash[]> {
  const width = tileWidth(0, index, size);
  return splitTile(await required(files, { level: 0, index, width }), width);
}

/** The entries of the copy from one index on, bundle by bundle. */
export async function* entriesFrom(
  { files }: Readable,
  first: bigint,
  size: bigint,
): AsyncGenerator<readonly [bigint, Uint8Array]> {
  for (let at = first; at < size;) {
    const entries = await bundle(files, at, size);
    for (const entry of entries.slice(Number(at % BigInt(TILE_WIDTH)))) {
      yield [at, entry];
      at += 1n;
    }
  }
}

/** An entry of the copy. */
export async function entryOf(copy: Readable, index: bigint, size: bigint): Promise<Uint8Array> {
  for await (const [, entry] of entriesFrom(copy, index, size)) return entry;
  throw new TlogProblem('entries.malformed', String(index));
}

/** Remembers what the log has signed before anything under it is fetched. */
export async function bind(copy: Copy, next: Noted): Promise<void> {
  await writeDurably(join(copy.directory, NEWEST), encodeUtf8(next.note));
  copy.newest = next;
}

/** Makes the copy end with this checkpoint; its leaves are in the tree already. */
export async function settle(copy: Copy, checkpoint: Noted): Promise<void> {
  if (!sameBytes(copy.tree.root(), checkpoint.root)) throw damage(copy.directory, new TlogProblem('proof.other-root'));
  if (copy.checkpoint?.note !== checkpoint.note) {
    for (const file of copy.tree.partialFiles()) await copy.files.keep(file);
    await writeDurably(join(copy.directory, SETTLED), encodeUtf8(checkpoint.note));
  }
  copy.checkpoint = checkpoint;
  copy.newest = checkpoint;
}
