import { generateKeyPairSync, sign } from 'node:crypto';
import { concatenate, encodeUtf8 } from './bytes.ts';
import { emptyRoot, leafHash, nodeHash, type Hash } from './hash.ts';
import { verifierKey, type KeyType, type Signer } from './key.ts';
import { hashesOfTiles, subtree, TILE_WIDTH, type ReadTile } from './tile.ts';
import type { ReadHash } from './tree.ts';

/** A new key that signs. */
export function aSigner(name: string, type: KeyType = 'ed25519'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: verifierKey(name, type, raw), sign: (message) => sign(undefined, message, privateKey) };
}

/** A small log in memory, every leaf another. */
export interface SmallLog {
  readonly leaves: readonly Uint8Array[];
  readonly hashes: readonly Hash[];
  readonly tile: ReadTile;
  /** Reads out of the tiles that the log had at this size. */
  readonly reader: (size: number) => ReadHash;
  readonly root: (size: number) => Hash;
}

export function aLog(size: number): SmallLog {
  const leaves = Array.from({ length: size }, (_, at) => encodeUtf8(`leaf ${at}`));
  const hashes = leaves.map(leafHash);
  const tile: ReadTile = async ({ level, index, width }) => {
    const span = level === 'entries' ? 1 : TILE_WIDTH ** level;
    const first = Number(index) * TILE_WIDTH;
    const row = Array.from({ length: width }, (_, at) =>
      subtree(hashes.slice((first + at) * span, (first + at + 1) * span)),
    );
    return Promise.resolve(concatenate(...row));
  };
  return {
    leaves,
    hashes,
    tile,
    reader: (size) => hashesOfTiles(tile, BigInt(size)),
    root: (size) => plainRoot(hashes.slice(0, size)),
  };
}

/** RFC 6962 section 2.1, word for word. */
function plainRoot(hashes: readonly Hash[]): Hash {
  const [only] = hashes;
  if (only === undefined) return emptyRoot();
  if (hashes.length === 1) return only;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(plainRoot(hashes.slice(0, k)), plainRoot(hashes.slice(k)));
}
