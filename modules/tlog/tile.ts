import { sameBytes } from './bytes.ts';
import { HASH_BYTES, nodeHash, type Hash } from './hash.ts';
import { TlogProblem } from './problem.ts';
import type { ReadHash } from './tree.ts';

/** Levels of the tree that one tile spans, and so the logarithm of its full width (tlog-tiles). */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Entry bundles have the widths and numbers of the tiles of level 0. */
export type TileLevel = number | 'entries';

export interface Tile {
  readonly level: TileLevel;
  readonly index: bigint;
  /** 1 to 256 hashes or entries; below 256 the tile is partial. */
  readonly width: number;
}

const MOST_LEVEL = 63;
const THOUSAND = 1000n;

/** The path of a tile below the log's prefix, e.g. `tile/0/x001/234.p/17` (tlog-tiles, Merkle Tree). */
export function tilePath({ level, index, width }: Tile): string {
  let number = String(index % THOUSAND).padStart(3, '0');
  for (let rest = index / THOUSAND; rest > 0n; rest /= THOUSAND)
    number = `x${String(rest % THOUSAND).padStart(3, '0')}/${number}`;
  return `tile/${level}/${number}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** @throws TlogProblem tile.malformed for every other way to write one. */
export function parseTilePath(path: string): Tile {
  const [, level = '', number = '', width] = PATH.exec(path) ?? [];
  const tile = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: BigInt(number.replaceAll(/[x/]/g, '') || '0'),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const tooHigh = typeof tile.level === 'number' && tile.level > MOST_LEVEL;
  const tooWide = tile.width > TILE_WIDTH;
  if (number === '' || tooHigh || tooWide || tilePath(tile) !== path) throw new TlogProblem('tile.malformed');
  return tile;
}

/** The width that the tile has in a tree of `size` leaves; 0 where there is none. */
export function tileWidth(level: TileLevel, index: bigint, size: bigint): number {
  const below = size >> BigInt(TILE_HEIGHT * (level === 'entries' ? 0 : level));
  const width = below - index * BigInt(TILE_WIDTH);
  return width <= 0n ? 0 : Number(width < BigInt(TILE_WIDTH) ? width : BigInt(TILE_WIDTH));
}

/** Reads the bytes of a tile: `width` hashes of 32 bytes each. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>;

/** Reads hashes of any level out of the tiles of a tree of `size` leaves. */
export function hashesOfTiles(readTile: ReadTile, size: bigint): ReadHash {
  return async (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const height = level % TILE_HEIGHT;
    const first = index << BigInt(height);
    const tileIndex = first >> BigInt(TILE_HEIGHT);
    const width = tileWidth(tileLevel, tileIndex, size);
    const offset = Number(first & BigInt(TILE_WIDTH - 1));
    const count = 1 << height;
    if (offset + count > width) throw new TlogProblem('proof.index-beyond-size');
    const hashes = splitTile(await readTile({ level: tileLevel, index: tileIndex, width }), width);
    return subtree(hashes.slice(offset, offset + count));
  };
}

/** The hashes of a tile. @throws TlogProblem tile.wrong-length */
export function splitTile(bytes: Uint8Array, width: number): readonly Hash[] {
  if (bytes.length !== width * HASH_BYTES) throw new TlogProblem('tile.wrong-length');
  return Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** The root of a power of two of neighbouring hashes. */
export function subtree(hashes: readonly Hash[]): Hash {
  let level = hashes;
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, at) =>
      nodeHash(hashAt(level, 2 * at), hashAt(level, 2 * at + 1)),
    );
  return hashAt(level, 0);
}

/** A full tile hashes to its place in the tile above. @throws TlogProblem tile.other-hash */
export function requireTileHash(hashes: readonly Hash[], above: Hash): void {
  if (hashes.length !== TILE_WIDTH || !sameBytes(subtree(hashes), above)) throw new TlogProblem('tile.other-hash');
}

function hashAt(hashes: readonly Hash[], at: number): Hash {
  const hash = hashes[at];
  if (hash === undefined) throw new TlogProblem('tile.wrong-length');
  return hash;
}
