import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64 } from './bytes.ts';
import { TlogProblem } from './problem.ts';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;
const NODE_BYTES = 1 + 2 * HASH_BYTES;

export { sha256 };

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Hash {
  const input = new Uint8Array(1 + leaf.length);
  input.set(leaf, 1);
  return sha256(input);
}

/** RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const input = new Uint8Array(NODE_BYTES);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/** RFC 6962 section 2.1: the hash of the empty tree. */
export function emptyRoot(): Hash {
  return sha256(new Uint8Array());
}

export function parseHash(text: string): Hash {
  const hash = decodeBase64(text);
  if (hash.length !== HASH_BYTES) throw new TlogProblem('hash.wrong-length');
  return hash;
}
