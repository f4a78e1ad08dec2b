import {
  hashesOfTiles,
  requireTileHash,
  sameBytes,
  splitTile,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  TlogProblem,
  treeRoot,
  type Checkpoint,
  type Hash,
  type ReadHash,
  type Tile,
} from '#tlog';
import type { RemoteLog } from './remote-log.ts';

/** The hash tiles of a remote log, each shown to belong under a signed root before it is used. */
export interface AuthenticTiles {
  /** The hashes of a tile of the tree. */
  readonly tile: (level: number, index: bigint) => Promise<readonly Hash[]>;
  readonly hash: ReadHash;
}

/**
 * Reads the right edge of a log's tree and compares it with the signed root; every other tile is compared with its place
 * in the tile above when it is read.
 * @throws TlogProblem when the served tiles are not those of the checkpoint
 */
export async function authenticTiles(
  remote: RemoteLog,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
): Promise<AuthenticTiles> {
  const tileAt = new TilesBelow(remote, size);
  const edge = hashesOfTiles(async ({ level, index }) => bytesOf(await tileAt.edge(Number(level), index)), size);
  if (!sameBytes(await treeRoot(edge, size), root)) throw new TlogProblem('proof.other-root');
  const tile = async (level: number, index: bigint) => tileAt.read(level, index);
  return {
    tile,
    hash: hashesOfTiles(async ({ level, index }) => bytesOf(await tile(Number(level), index)), size),
  };
}

type Reading = Promise<readonly Hash[]>;

class TilesBelow {
  readonly #remote: RemoteLog;
  readonly #size: bigint;
  /** The partial tiles, of which the root was made: asked again, a server might say something else. */
  readonly #edge = new Map<string, Reading>();
  readonly #inner = new Map<string, Reading>();

  constructor(remote: RemoteLog, size: bigint) {
    this.#remote = remote;
    this.#size = size;
  }

  async edge(level: number, index: bigint): Reading {
    return once(this.#edge, `${level}/${index}`, async () => this.#load(level, index));
  }

  async read(level: number, index: bigint): Reading {
    if (tileWidth(level, index, this.#size) < TILE_WIDTH) return this.edge(level, index);
    // A tile of level 0 is used once, and there are many.
    if (level === 0) return this.#verified(level, index);
    return once(this.#inner, `${level}/${index}`, async () => this.#verified(level, index));
  }

  async #verified(level: number, index: bigint): Reading {
    const [above, hashes] = await Promise.all([
      this.read(level + 1, index / BigInt(TILE_WIDTH)),
      this.#load(level, index),
    ]);
    const place = above[Number(index % BigInt(TILE_WIDTH))];
    if (place === undefined) throw new TlogProblem('tile.wrong-length', tilePath({ level, index, width: TILE_WIDTH }));
    requireTileHash(hashes, place);
    return hashes;
  }

  async #load(level: number, index: bigint): Reading {
    const width = tileWidth(level, index, this.#size);
    const full = (bytes: Uint8Array) => bytesOf(splitTile(bytes, TILE_WIDTH).slice(0, width));
    return splitTile(await served(this.#remote, { level, index, width }, full), width);
  }
}

async function once(known: Map<string, Reading>, key: string, read: () => Reading): Reading {
  const reading = known.get(key) ?? read();
  known.set(key, reading);
  return reading;
}

/**
 * A tile or bundle of the log. A partial one may be gone once it is full (tlog-tiles, Partial Tiles).
 * @param cut makes the partial one out of the full one
 * @throws TlogProblem tile.wrong-length when there is neither
 */
export async function served(
  remote: RemoteLog,
  tile: Tile,
  cut: (full: Uint8Array) => Uint8Array,
): Promise<Uint8Array> {
  const bytes = await remote.read(tilePath(tile));
  if (bytes !== undefined) return bytes;
  const full = tile.width === TILE_WIDTH ? undefined : await remote.read(tilePath({ ...tile, width: TILE_WIDTH }));
  if (full === undefined) throw new TlogProblem('tile.wrong-length', `${tilePath(tile)} is missing`);
  return cut(full);
}

function bytesOf(hashes: readonly Hash[]): Uint8Array {
  return Buffer.concat(hashes);
}
