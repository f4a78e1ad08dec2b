import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts';
import { parseDecimal } from './decimal.ts';
import { leafHash, parseHash, type Hash } from './hash.ts';
import { openPolicyCheckpoint, requireQuorum, type Policy } from './policy.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { TlogProblem } from './problem.ts';
import { verifyInclusion } from './proof.ts';

/** A self-contained proof that a leaf is in a log (tlog-proof). */
export interface ProofFile {
  readonly index: bigint;
  readonly path: readonly Hash[];
  /** The signed note as it was published. */
  readonly checkpoint: string;
  /** Whatever the application adds; nobody vouches for it. */
  readonly extra?: Uint8Array;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MOST_HASHES = 63;
const MOST_BYTES = 1_000_000;

export function formatProof({ index, path, checkpoint, extra }: ProofFile): string {
  const extraLine = extra === undefined ? '' : `extra ${encodeBase64(extra)}\n`;
  return `${HEADER}\n${extraLine}index ${index}\n${path.map((hash) => `${encodeBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** @throws TlogProblem proof.malformed, number.…, base64.…, hash.wrong-length */
export function parseProof(bytes: Uint8Array): ProofFile {
  if (bytes.length > MOST_BYTES) throw new TlogProblem('proof.malformed');
  const text = decodeUtf8(bytes);
  const blank = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(blank, 0)).split('\n');
  if (lines.shift() !== HEADER) throw new TlogProblem('proof.malformed');
  const extra = lines[0]?.startsWith('extra ') === true ? decodeBase64((lines.shift() ?? '').slice(6)) : undefined;
  const index = lines.shift() ?? '';
  if (!index.startsWith('index ') || lines.length > MOST_HASHES) throw new TlogProblem('proof.malformed');
  return {
    index: parseDecimal(index.slice(6)),
    path: lines.map(parseHash),
    checkpoint: text.slice(blank + 2),
    ...(extra === undefined ? {} : { extra }),
  };
}

/**
 * Verifies that `leaf` stands at the proof's index in a log of the policy, cosigned by a quorum of its witnesses.
 * @returns the checkpoint that proves it.
 */
export function verifyProof(proof: ProofFile, leaf: Uint8Array, policy: Policy): SignedCheckpoint {
  const checkpoint = openPolicyCheckpoint(encodeUtf8(proof.checkpoint), policy);
  requireQuorum(policy, checkpoint);
  const { size, root } = checkpoint;
  verifyInclusion({ index: proof.index, size, root, leafHash: leafHash(leaf), path: proof.path });
  return checkpoint;
}
