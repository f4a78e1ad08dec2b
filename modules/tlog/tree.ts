import { emptyRoot, nodeHash, type Hash } from './hash.ts';
import { TlogProblem } from './problem.ts';

/** The hash of the whole subtree number `index` of 2^`level` leaves. */
export type ReadHash = (level: number, index: bigint) => Promise<Hash>;

/** The root of the first `size` leaves (RFC 6962 section 2.1). */
export async function treeRoot(read: ReadHash, size: bigint): Promise<Hash> {
  return size === 0n ? emptyRoot() : rangeHash(read, 0n, size);
}

/** The path from leaf `index` to the root of the first `size` leaves (RFC 6962 section 2.1.1). */
export async function inclusionPath(read: ReadHash, index: bigint, size: bigint): Promise<readonly Hash[]> {
  if (index < 0n || index >= size) throw new TlogProblem('proof.index-beyond-size');
  let [start, end] = [0n, size];
  const path: Promise<Hash>[] = [];
  while (end - start > 1n) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.unshift(rangeHash(read, middle, end));
      end = middle;
    } else {
      path.unshift(rangeHash(read, start, middle));
      start = middle;
    }
  }
  return Promise.all(path);
}

/** That the first `oldSize` leaves are those of the tree of `newSize` leaves (RFC 6962 section 2.1.2). */
export async function consistencyPath(read: ReadHash, oldSize: bigint, newSize: bigint): Promise<readonly Hash[]> {
  if (oldSize > newSize) throw new TlogProblem('proof.sizes-reversed');
  if (oldSize === 0n || oldSize === newSize) return [];
  let [start, end] = [0n, newSize];
  const path: Promise<Hash>[] = [];
  while (oldSize < end) {
    const middle = start + split(end - start);
    if (oldSize <= middle) {
      path.unshift(rangeHash(read, middle, end));
      end = middle;
    } else {
      path.unshift(rangeHash(read, start, middle));
      start = middle;
    }
  }
  if (start > 0n) path.unshift(rangeHash(read, start, end));
  return Promise.all(path);
}

/** The hash of the leaves from `start` to before `end`, where `start` is a place at which such a subtree begins. */
async function rangeHash(read: ReadHash, start: bigint, end: bigint): Promise<Hash> {
  const parts: Promise<Hash>[] = [];
  for (let at = start; at < end;) {
    const level = largestLevel(end - at);
    parts.push(read(level, at >> BigInt(level)));
    at += 1n << BigInt(level);
  }
  const hashes = await Promise.all(parts);
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The level of the largest whole subtree within `size` leaves. */
function largestLevel(size: bigint): number {
  return size.toString(2).length - 1;
}

/** The largest power of two that is smaller than `size`. */
function split(size: bigint): bigint {
  return 1n << BigInt(largestLevel(size - 1n));
}
