import { concatenate } from './bytes.ts';
import { joinEntries } from './entries.ts';
import { emptyRoot, leafHash, nodeHash, type Hash } from './hash.ts';
import { subtree, TILE_WIDTH, tilePath, type TileLevel } from './tile.ts';

/** A file of a published log. */
export interface LogFile {
  /** Below the log's prefix, e.g. `tile/0/000`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The right edge of the tree as tiles: what is needed to add leaves, to write the files that they complete, and to know
 * the root. Holds at most 255 hashes a level and 255 entries.
 */
export class TileTree {
  /** Number of leaves. */
  size: bigint;
  /** Per tile level the hashes of the tile that is not full yet. */
  readonly #levels: Hash[][] = [[]];
  #entries: Uint8Array[] = [];
  #full: LogFile[] = [];

  /** @param size where to begin; another beginning than 0, at a full tile, knows tiles of level 0 and bundles alone. */
  constructor(size = 0n) {
    this.size = size;
  }

  /** @param hash of the leaf, where it has been computed already */
  add(leaf: Uint8Array, hash: Hash = leafHash(leaf)): void {
    this.#entries.push(leaf);
    this.#push(0, hash);
    this.size += 1n;
  }

  root(): Hash {
    const peaks = this.#levels.toReversed().flatMap(wholeSubtrees);
    return peaks.length === 0 ? emptyRoot() : peaks.reduceRight((right, left) => nodeHash(left, right));
  }

  /** The full tiles and bundles that were completed since the last call. */
  fullFiles(): readonly LogFile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The partial tiles and the partial bundle that a tree of this size has. */
  partialFiles(): readonly LogFile[] {
    const tiles = this.#levels.flatMap((hashes, level) =>
      hashes.length === 0 ? [] : [this.#file(level, { width: hashes.length, bytes: concatenate(...hashes) })],
    );
    if (this.#entries.length === 0) return tiles;
    return [...tiles, this.#file('entries', { width: this.#entries.length, bytes: joinEntries(this.#entries) })];
  }

  #push(level: number, hash: Hash): void {
    const hashes = (this.#levels[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    this.#full.push(this.#file(level, { width: TILE_WIDTH, bytes: concatenate(...hashes) }));
    if (level === 0) {
      this.#full.push(this.#file('entries', { width: TILE_WIDTH, bytes: joinEntries(this.#entries) }));
      this.#entries = [];
    }
    this.#levels[level] = [];
    this.#push(level + 1, subtree(hashes));
  }

  /** Called before `size` counts the leaf that completes a full tile, and after it for partial ones. */
  #file(level: TileLevel, { width, bytes }: { readonly width: number; readonly bytes: Uint8Array }): LogFile {
    const span = BigInt(TILE_WIDTH) ** BigInt(level === 'entries' ? 1 : level + 1);
    return { path: tilePath({ level, index: this.size / span, width }), bytes };
  }
}

/** The largest whole subtrees of up to 255 neighbouring hashes, from left to right. */
function wholeSubtrees(hashes: readonly Hash[]): readonly Hash[] {
  const peaks: Hash[] = [];
  let at = 0;
  for (let span = TILE_WIDTH / 2; span >= 1; span /= 2) {
    if ((hashes.length & span) === 0) continue;
    peaks.push(subtree(hashes.slice(at, at + span)));
    at += span;
  }
  return peaks;
}
