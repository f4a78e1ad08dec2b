import { encodeBase64 } from './bytes.ts';
import { parseDecimal } from './decimal.ts';
import { parseHash, type Hash } from './hash.ts';
import type { VerifierKey } from './key.ts';
import { openNote, type Signature } from './note.ts';
import { TlogProblem } from './problem.ts';

/** What a log says of itself: so many leaves, with this root (tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Hash;
}

const LINES = 3;

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/**
 * Reads the text of a checkpoint. Extension lines are refused: nobody who follows a log can check what they say.
 * @throws TlogProblem checkpoint.malformed, checkpoint.extension, number.…, base64.…, hash.wrong-length
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < LINES || lines.includes('')) throw new TlogProblem('checkpoint.malformed');
  if (lines.length > LINES) throw new TlogProblem('checkpoint.extension');
  const [origin = '', size = '', root = ''] = lines;
  return { origin, size: parseDecimal(size), root: parseHash(root) };
}

/** A checkpoint that its log has signed, with every good signature. */
export interface SignedCheckpoint extends Checkpoint {
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/**
 * Opens a checkpoint of the log whose key is given; `others` are keys whose signatures count if they are there.
 * @throws TlogProblem note.…, checkpoint.…; checkpoint.other-origin if the log signed for another name
 */
export function openCheckpoint(
  bytes: Uint8Array,
  log: VerifierKey,
  others: readonly VerifierKey[] = [],
): SignedCheckpoint {
  return openCheckpointOfAny(bytes, [log], others);
}

/**
 * Opens a checkpoint of a log that has several keys, old and new ones, or of one of several logs. One of them must have
 * signed, and a bad signature by any of them fails the checkpoint.
 * @throws TlogProblem as `openCheckpoint`
 */
export function openCheckpointOfAny(
  bytes: Uint8Array,
  logs: readonly VerifierKey[],
  others: readonly VerifierKey[] = [],
): SignedCheckpoint {
  const note = openNote(bytes, [...logs, ...others]);
  const signers = logs.filter((log) => note.signatures.some(({ key }) => key === log));
  if (signers.length === 0) throw new TlogProblem('note.no-known-signature', logs[0]?.name);
  const checkpoint = parseCheckpoint(note.text);
  if (!signers.some(({ name }) => name === checkpoint.origin))
    throw new TlogProblem('checkpoint.other-origin', checkpoint.origin);
  return { ...checkpoint, ...note };
}
