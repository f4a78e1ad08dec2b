import {
  hashesOfTiles,
  openCheckpointOfAny,
  requireEntryHashes,
  sameBytes,
  splitEntries,
  splitTile,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  TlogProblem,
  treeRoot,
  type SignedCheckpoint,
  type VerifierKey,
} from '#tlog';
import type { LogFiles } from '#disk';
import { readingTiles } from './publisher.ts';

/** Somebody else's copy of the log: a directory or an address. */
export type Mirror = Pick<LogFiles, 'read'>;

const PATIENCE_MS = 30_000;

/** A mirror behind an address, read as any file server would serve it. */
export function remoteMirror(url: string): Mirror {
  const base = url.endsWith('/') ? url : `${url}/`;
  return {
    read: async (path) => {
      const response = await fetch(new URL(path, base), {
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`${base}${path} answered ${response.status}.`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

/**
 * The last checkpoint of a mirror, signed by this log and with the root that its tiles make.
 * @throws TlogProblem when the mirror holds anything else
 */
export async function mirroredCheckpoint(
  mirror: Mirror,
  keys: readonly VerifierKey[],
): Promise<SignedCheckpoint & { readonly note: string }> {
  const bytes = await mirror.read('checkpoint');
  if (bytes === undefined) throw new TlogProblem('checkpoint.malformed');
  const checkpoint = openCheckpointOfAny(bytes, keys);
  const root = await treeRoot(hashesOfTiles(readingTiles(mirror), checkpoint.size), checkpoint.size);
  if (!sameBytes(root, checkpoint.root)) throw new TlogProblem('proof.other-root');
  return { ...checkpoint, note: new TextDecoder().decode(bytes) };
}

/** The entries of a mirrored log of `size` leaves, bundle by bundle, each checked against its tile. */
export async function* mirroredBundles(mirror: Mirror, size: bigint): AsyncGenerator<readonly Uint8Array[]> {
  for (let index = 0n; index * BigInt(TILE_WIDTH) < size; index += 1n) {
    const width = tileWidth(0, index, size);
    const entries = splitEntries(await required(mirror, tilePath({ level: 'entries', index, width })), width);
    const tile = await required(mirror, tilePath({ level: 0, index, width }));
    requireEntryHashes(entries, splitTile(tile, width));
    yield entries;
  }
}

async function required(mirror: Mirror, path: string): Promise<Uint8Array> {
  const bytes = await mirror.read(path);
  if (bytes === undefined) throw new TlogProblem('tile.wrong-length', `${path} is missing`);
  return bytes;
}
