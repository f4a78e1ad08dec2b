import { forkEvidence } from '#audit';
import {
  inclusionPath,
  openCheckpointOfAny,
  requireEntryHashes,
  sameBytes,
  splitEntries,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  TlogProblem,
  treeRoot,
  type ReadHash,
  type SignedCheckpoint,
  type VerifierKey,
} from '#tlog';
import { authenticTiles, type AuthenticTiles } from './authentic-tiles.ts';
import { hashesOf, hashTile, settle, type Copy, type Each } from './copy.ts';
import type { RemoteLog } from './remote-log.ts';

/** Why what is served cannot be a continuation of what was seen; all are M1. */
export interface LogBreach {
  readonly code: 'log.forked' | 'log.rewound' | 'log.unverifiable';
  readonly detail: string;
  /** What was served as checkpoint. */
  readonly note?: string;
  /** A file with which anybody can see it, where there can be one. */
  readonly evidence?: string;
}

export interface Following {
  readonly remote: RemoteLog;
  readonly keys: readonly VerifierKey[];
  /** Keys of witnesses whose cosignatures are to be read. */
  readonly witnesses: readonly VerifierKey[];
  readonly directory: string;
  readonly each: Each;
  /** How far a long download is. */
  readonly progress?: (done: bigint, of: bigint) => void;
}

export type Noted = SignedCheckpoint & { readonly note: string };

export interface Followed {
  readonly checkpoint: Noted;
  readonly grown: bigint;
}

/**
 * Brings the copy to the log's last checkpoint, or says what is wrong with that one. Nothing that was verified is ever
 * replaced.
 * @throws WatchError when the log cannot be read
 */
export async function follow(following: Following, copy: Copy): Promise<Followed | LogBreach> {
  const bytes = await following.remote.read('checkpoint');
  if (bytes === undefined) return { code: 'log.unverifiable', detail: 'there is no checkpoint' };
  const note = new TextDecoder().decode(bytes);
  try {
    const next = { ...openCheckpointOfAny(bytes, following.keys, following.witnesses), note };
    return await compare(following, copy, next);
  } catch (error) {
    if (!(error instanceof TlogProblem)) throw error;
    return { code: 'log.unverifiable', detail: error.message, note };
  }
}

async function compare(following: Following, copy: Copy, next: Noted): Promise<Followed | LogBreach> {
  const last = copy.checkpoint;
  if (last === undefined || next.size > last.size) return grow(following, copy, next);
  const { note } = next;
  if (next.size < last.size) return { code: 'log.rewound', detail: `${next.size} leaves after ${last.size}`, note };
  if (!sameBytes(last.root, next.root)) {
    const evidence = forkEvidence([last.note, note]);
    return { code: 'log.forked', detail: `two roots of ${next.size} leaves`, note, evidence };
  }
  await settle(following.directory, copy, next);
  return { checkpoint: next, grown: 0n };
}

/** Shows first that the new tree begins with the old one, then takes over what is new, bundle by bundle. */
async function grow(following: Following, copy: Copy, next: Noted): Promise<Followed | LogBreach> {
  const tiles = await authenticTiles(following.remote, next);
  const last = copy.checkpoint;
  if (last !== undefined && !sameBytes(await treeRoot(tiles.hash, last.size), last.root))
    return forked(copy, { last, next, tiles });

  const from = copy.tree.size;
  for (let at = from - (from % BigInt(TILE_WIDTH)); at < next.size; at += BigInt(TILE_WIDTH)) {
    const entries = await bundle(following.remote, at, next.size);
    requireEntryHashes(entries, await tiles.tile(0, at / BigInt(TILE_WIDTH)));
    for (const entry of entries.slice(at < from ? Number(from - at) : 0)) {
      following.each(copy.tree.size, entry);
      copy.tree.add(entry);
    }
    for (const file of copy.tree.fullFiles()) await copy.files.keep(file);
    following.progress?.(at, next.size);
  }
  await settle(following.directory, copy, next);
  return { checkpoint: next, grown: next.size - from };
}

async function bundle(remote: RemoteLog, at: bigint, size: bigint): Promise<readonly Uint8Array[]> {
  const index = at / BigInt(TILE_WIDTH);
  const width = tileWidth('entries', index, size);
  const bytes = await remote.read(tilePath({ level: 'entries', index, width }));
  if (bytes !== undefined) return splitEntries(bytes, width);
  // A partial bundle may be gone once it is full.
  const full = await remote.read(tilePath({ level: 'entries', index, width: TILE_WIDTH }));
  if (full === undefined) throw new TlogProblem('entries.malformed', `bundle ${index} is missing`);
  return splitEntries(full, TILE_WIDTH).slice(0, width);
}

interface Fork {
  readonly last: Noted;
  readonly next: Noted;
  readonly tiles: AuthenticTiles;
}

/** The first leaf that both checkpoints cover and that differs: with its two proofs anybody can see the fork. */
async function forked(copy: Copy, { last, next, tiles }: Fork): Promise<LogBreach> {
  for (let tile = 0n; tile * BigInt(TILE_WIDTH) < last.size; tile += 1n) {
    const theirs = await tiles.tile(0, tile);
    const ours = await hashTile(copy, tile, last.size);
    const at = ours.findIndex((hash, place) => !sameBytes(hash, theirs[place] ?? new Uint8Array()));
    if (at < 0) continue;
    const index = tile * BigInt(TILE_WIDTH) + BigInt(at);
    const side = async (read: ReadHash, size: bigint) => ({
      leafHash: await read(0, index),
      path: await inclusionPath(read, index, size),
    });
    const sides = [await side(hashesOf(copy, last.size), last.size), await side(tiles.hash, next.size)] as const;
    const evidence = forkEvidence([last.note, next.note], { index: Number(index), sides });
    return { code: 'log.forked', detail: `leaf ${index} is another one`, note: next.note, evidence };
  }
  throw new TlogProblem('proof.other-root');
}
