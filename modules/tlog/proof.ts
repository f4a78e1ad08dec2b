import { sameBytes } from './bytes.ts';
import { emptyRoot, HASH_BYTES, nodeHash, type Hash } from './hash.ts';
import { TlogProblem } from './problem.ts';

/** That a leaf stands at an index of a tree. */
export interface Inclusion {
  readonly index: bigint;
  readonly size: bigint;
  readonly root: Hash;
  readonly leafHash: Hash;
  /** From the leaf's sibling up to the root's child. */
  readonly path: readonly Hash[];
}

/** That one tree is the beginning of another. */
export interface Consistency {
  readonly oldSize: bigint;
  readonly oldRoot: Hash;
  readonly newSize: bigint;
  readonly newRoot: Hash;
  readonly path: readonly Hash[];
}

/**
 * Verifies an inclusion proof (RFC 9162 section 2.1.3.2).
 * @throws TlogProblem when it proves anything else or nothing.
 */
export function verifyInclusion({ index, size, root, leafHash, path }: Inclusion): void {
  requireHashes([root, leafHash, ...path]);
  if (index < 0n || index >= size) throw new TlogProblem('proof.index-beyond-size');
  let fn = index;
  let sn = size - 1n;
  let hash = leafHash;
  for (const sibling of path) {
    if (sn === 0n) throw new TlogProblem('proof.wrong-length');
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      ({ fn, sn } = climb(fn, sn));
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  if (sn !== 0n) throw new TlogProblem('proof.wrong-length');
  if (!sameBytes(hash, root)) throw new TlogProblem('proof.other-root');
}

/**
 * Verifies a consistency proof (RFC 9162 section 2.1.4.2). A proof from the empty tree says nothing and is refused;
 * two trees of one size need no path.
 * @throws TlogProblem when it proves anything else or nothing.
 */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, path }: Consistency): void {
  requireHashes([oldRoot, newRoot, ...path]);
  if (oldSize < 0n || newSize < oldSize) throw new TlogProblem('proof.sizes-reversed');
  if (oldSize === newSize) {
    if (path.length > 0) throw new TlogProblem('proof.wrong-length');
    if (!sameBytes(oldRoot, newRoot)) throw new TlogProblem('proof.other-root');
    if (newSize === 0n && !sameBytes(newRoot, emptyRoot())) throw new TlogProblem('proof.other-root');
    return;
  }
  if (oldSize === 0n) throw new TlogProblem('proof.from-nothing');
  const roots = foldConsistency(oldSize, newSize, isPowerOfTwo(oldSize) ? [oldRoot, ...path] : path);
  if (path.length === 0) throw new TlogProblem('proof.wrong-length');
  if (!sameBytes(roots.old, oldRoot) || !sameBytes(roots.new, newRoot)) throw new TlogProblem('proof.other-root');
}

function foldConsistency(oldSize: bigint, newSize: bigint, path: readonly Hash[]): { old: Hash; new: Hash } {
  let fn = oldSize - 1n;
  let sn = newSize - 1n;
  while (isOdd(fn)) {
    fn >>= 1n;
    sn >>= 1n;
  }
  const [first, ...rest] = path;
  if (first === undefined) throw new TlogProblem('proof.wrong-length');
  const roots = { old: first, new: first };
  for (const hash of rest) {
    if (sn === 0n) throw new TlogProblem('proof.wrong-length');
    if (isOdd(fn) || fn === sn) {
      roots.old = nodeHash(hash, roots.old);
      roots.new = nodeHash(hash, roots.new);
      ({ fn, sn } = climb(fn, sn));
    } else {
      roots.new = nodeHash(roots.new, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  if (sn !== 0n) throw new TlogProblem('proof.wrong-length');
  return roots;
}

/** Past the levels at which a node on the right edge has no sibling. */
function climb(fn: bigint, sn: bigint): { fn: bigint; sn: bigint } {
  let [left, last] = [fn, sn];
  while (!isOdd(left) && left !== 0n) {
    left >>= 1n;
    last >>= 1n;
  }
  return { fn: left, sn: last };
}

function isOdd(number: bigint): boolean {
  return (number & 1n) === 1n;
}

function isPowerOfTwo(number: bigint): boolean {
  return (number & (number - 1n)) === 0n;
}

function requireHashes(hashes: readonly Hash[]): void {
  if (hashes.some(({ length }) => length !== HASH_BYTES)) throw new TlogProblem('hash.wrong-length');
}
