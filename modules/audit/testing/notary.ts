import { generateKeyPairSync, sign } from 'node:crypto';
import {
  formatCheckpoint,
  formatKey,
  leafHash,
  nodeHash,
  parsePolicy,
  signatureLine,
  signNote,
  treeRoot,
  verifierKey,
  type Hash,
  type KeyType,
  type ReadHash,
  type Signer,
} from '#tlog';
import { formatReceipt } from '../receipt.ts';
import type { Trust } from '../verify-evidence.ts';

export const ORIGIN = 'city.example/ledger';

function signer(name: string, type: KeyType = 'ed25519'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: verifierKey(name, type, raw), sign: (message) => sign(undefined, message, privateKey) };
}

const log = signer(ORIGIN);
const receiptKey = signer(`${ORIGIN}/receipt`);
const witness = signer('witness.example/w', 'cosignature');

/** A log with one witness, as a stranger trusts them. */
export const trust: Trust = {
  policy: parsePolicy(`log ${formatKey(log.key)}\nwitness W ${formatKey(witness.key)}\nquorum W\n`),
  receiptKeys: [receiptKey.key],
};

/** A history as a tree that can be read at any size. */
export function readerOf(leaves: readonly Uint8Array[]): ReadHash {
  const levels: (readonly Hash[])[] = [leaves.map(leafHash)];
  for (let level = levels[0] ?? []; level.length > 1;) {
    const below = level;
    level = Array.from({ length: below.length >> 1 }, (_, at) =>
      nodeHash(hashAt(below, 2 * at), hashAt(below, 2 * at + 1)),
    );
    levels.push(level);
  }
  return async (level, index) => Promise.resolve(hashAt(levels[level] ?? [], Number(index)));
}

function hashAt(level: readonly Hash[], index: number): Hash {
  const hash = level[index];
  if (hash === undefined) throw new RangeError('There is no such hash.');
  return hash;
}

/** The checkpoint of a history at a size, signed by the log and cosigned by the witness at a time. */
export async function checkpointOf(read: ReadHash, size: number, time: number): Promise<string> {
  const root = await treeRoot(read, BigInt(size));
  const text = formatCheckpoint({ origin: ORIGIN, size: BigInt(size), root });
  return signNote(text, log) + signatureLine(text, witness, BigInt(time));
}

/** What the operator signs for whoever has submitted. */
export function receiptFor(leaf: Uint8Array, index: number, time: number): string {
  const promise = {
    origin: ORIGIN,
    index: BigInt(index),
    leafHash: leafHash(leaf),
    time: BigInt(time),
    mergeDelay: 60n,
  };
  return formatReceipt(promise, receiptKey);
}
