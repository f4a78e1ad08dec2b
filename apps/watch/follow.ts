import { FileConflict, keepAll } from '#disk';
import {
  joinEntries,
  openCheckpointOfAny,
  requireEntryHashes,
  sameBytes,
  splitEntries,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  TlogProblem,
  type Hash,
  type Tile,
  type VerifierKey,
} from '#tlog';
import { ahead } from './ahead.ts';
import { authenticTiles, served, type AuthenticTiles } from './authentic-tiles.ts';
import { bind, damage, settle, type Copy, type Noted, type Opening } from './copy.ts';
import { contradiction, type LogBreach } from './contradiction.ts';
import type { RemoteLog } from './remote-log.ts';
import { unlessStopped, WatchError } from './watch-error.ts';

export interface Following extends Opening {
  readonly remote: RemoteLog;
  /** Keys of witnesses whose cosignatures are to be read. */
  readonly witnesses: readonly VerifierKey[];
}

export interface Followed {
  readonly checkpoint: Noted;
  readonly grown: bigint;
}

/**
 * Brings the copy to the log's last checkpoint, or says what is wrong with that one. Nothing that was verified is ever
 * replaced.
 * @throws WatchError when the log cannot be read, or has never been readable
 */
export async function follow(following: Following, copy: Copy): Promise<Followed | LogBreach> {
  const bytes = await following.remote.read('checkpoint');
  if (bytes === undefined) return unreadable(following, copy, { detail: 'there is no checkpoint' });
  const note = new TextDecoder().decode(bytes);
  let next: Noted;
  try {
    next = { ...openCheckpointOfAny(bytes, following.keys, following.witnesses), note };
  } catch (error) {
    if (!(error instanceof TlogProblem)) throw error;
    return unreadable(following, copy, { detail: error.message, note, forged: error.code === 'note.bad-signature' });
  }
  try {
    return await compare(following, copy, next);
  } catch (error) {
    if (error instanceof TlogProblem) return { code: 'log.unverifiable', detail: error.message, served: note };
    throw error instanceof FileConflict ? damage(copy.directory, error) : error;
  }
}

interface Unreadable {
  readonly detail: string;
  readonly note?: string;
  readonly forged?: boolean;
}

/** Where no log has ever been, the address is more likely to be wrong than the log. */
function unreadable({ remote }: Following, { newest }: Copy, { detail, note, forged }: Unreadable): LogBreach {
  if (newest === undefined && forged !== true)
    throw new WatchError(`${remote.url} serves no checkpoint that can be checked: ${detail}.`);
  return { code: 'log.unverifiable', detail, ...(note === undefined ? {} : { served: note }) };
}

async function compare(following: Following, copy: Copy, next: Noted): Promise<Followed | LogBreach> {
  const { newest, checkpoint } = copy;
  const unchanged = checkpoint !== undefined && sameTree(checkpoint, next) && newest?.size === next.size;
  if (unchanged) return finish(copy, next);
  let reading: Promise<AuthenticTiles> | undefined;
  const tiles = async () => (reading ??= authenticTiles(following.remote, next));
  if (newest !== undefined) {
    const breach = await contradiction(copy, { newest, next, tiles });
    if (breach !== undefined) return breach;
  }
  const theirs = await tiles();
  await bind(copy, next);
  await grow(following, copy, { next, tiles: theirs });
  return finish(copy, next);
}

function sameTree(one: Noted, other: Noted): boolean {
  return one.origin === other.origin && one.size === other.size && sameBytes(one.root, other.root);
}

async function finish(copy: Copy, next: Noted): Promise<Followed> {
  const grown = next.size - (copy.checkpoint?.size ?? 0n);
  await settle(copy, next);
  return { checkpoint: next, grown };
}

interface Growth {
  readonly next: Noted;
  readonly tiles: AuthenticTiles;
}

/** Bundles whose files are written together: one after the other they take three times as long. */
const WRITTEN_TOGETHER = 16n * BigInt(TILE_WIDTH);

/** Takes over what is new, bundle by bundle, each shown to belong under the signed root. */
async function grow(following: Following, copy: Copy, { next: { size }, tiles }: Growth): Promise<void> {
  const width = BigInt(TILE_WIDTH);
  const load = async (index: bigint) => {
    const hashes = await tiles.tile(0, index);
    const tile = { level: 'entries', index, width: tileWidth('entries', index, size) } as const;
    return { hashes, entries: (await known(copy, tile, hashes)) ?? (await fetched(following.remote, tile, hashes)) };
  };
  try {
    for await (const { entries, hashes } of ahead(copy.tree.size / width, (size + width - 1n) / width, load)) {
      unlessStopped(following.stop);
      const first = Number(copy.tree.size % width);
      for (const [at, entry] of entries.slice(first).entries()) {
        following.each(copy.tree.size, entry);
        copy.tree.add(entry, hashes[first + at]);
      }
      if (copy.tree.size % WRITTEN_TOGETHER === 0n) await keepAll(copy.files, copy.tree.fullFiles());
      following.progress?.(copy.tree.size, size);
    }
  } finally {
    // Also when the line breaks: what has come is not fetched again.
    await keepAll(copy.files, copy.tree.fullFiles());
  }
}

/** A bundle that is here already, from a download that was broken off. */
async function known(copy: Copy, tile: Tile, hashes: readonly Hash[]): Promise<readonly Uint8Array[] | undefined> {
  const bytes = await copy.files.read(tilePath(tile));
  if (bytes === undefined) return undefined;
  try {
    return belonging(bytes, hashes);
  } catch (error) {
    if (error instanceof TlogProblem) return undefined;
    throw error;
  }
}

async function fetched(remote: RemoteLog, tile: Tile, hashes: readonly Hash[]): Promise<readonly Uint8Array[]> {
  const cut = (full: Uint8Array) => joinEntries(splitEntries(full, TILE_WIDTH).slice(0, tile.width));
  return belonging(await served(remote, tile, cut), hashes);
}

function belonging(bytes: Uint8Array, hashes: readonly Hash[]): readonly Uint8Array[] {
  const entries = splitEntries(bytes, hashes.length);
  requireEntryHashes(entries, hashes);
  return entries;
}
