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
  const known = new Map<string, Promise<readonly Hash[]>>();
  const load = async (level: number, index: bigint) => {
    const width = tileWidth(level, index, size);
    return splitTile(await served(remote, { level, index, width }), width);
  };
  const verified = async (level: number, index: bigint): Promise<readonly Hash[]> => {
    const hashes = await load(level, index);
    // Partial tiles are the right edge: the root was made of them.
    if (hashes.length < TILE_WIDTH) return hashes;
    const above = (await tile(level + 1, index / BigInt(TILE_WIDTH)))[Number(index % BigInt(TILE_WIDTH))];
    if (above === undefined) throw new TlogProblem('tile.wrong-length', tilePath({ level, index, width: TILE_WIDTH }));
    requireTileHash(hashes, above);
    return hashes;
  };
  const tile = async (level: number, index: bigint) => {
    if (level === 0) return verified(level, index);
    const key = `${level}/${index}`;
    const reading = known.get(key) ?? verified(level, index);
    known.set(key, reading);
    return reading;
  };
  const edge = hashesOfTiles(async ({ level, index }) => Buffer.concat(await load(Number(level), index)), size);
  if (!sameBytes(await treeRoot(edge, size), root)) throw new TlogProblem('proof.other-root');
  return {
    tile,
    hash: hashesOfTiles(async ({ level, index }) => Buffer.concat(await tile(Number(level), index)), size),
  };
}

/** A file of the log; a partial one may be gone once it is full. */
async function served(remote: RemoteLog, { level, index, width }: { level: number; index: bigint; width: number }) {
  const bytes = await remote.read(tilePath({ level, index, width }));
  if (bytes !== undefined) return bytes;
  const full = width === TILE_WIDTH ? undefined : await remote.read(tilePath({ level, index, width: TILE_WIDTH }));
  if (full === undefined) throw new TlogProblem('tile.wrong-length', `${tilePath({ level, index, width })} is missing`);
  return Buffer.concat(splitTile(full, TILE_WIDTH).slice(0, width));
}
