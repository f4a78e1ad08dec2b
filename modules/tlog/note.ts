import { concatenate, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, sameBytes } from './bytes.ts';
import { isKeyName, signatureBytes, vouches, type Signer, type VerifierKey, type Vouched } from './key.ts';
import { TlogProblem } from './problem.ts';

export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  /** What follows the key id. */
  readonly signature: Uint8Array;
}

/** A signed note whose signatures nobody has checked yet: its text must not be believed. */
export interface UncheckedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface Signature extends Vouched {
  readonly key: VerifierKey;
}

/** A note with at least one good signature by a known key, and no bad one. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly Signature[];
}

const MOST_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const ID_BYTES = 4;
// eslint-disable-next-line no-control-regex -- control characters are what must not be there
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Takes a note apart (signed-note, Format): the last blank line divides text and signatures. */
export function parseNote(bytes: Uint8Array): UncheckedNote {
  if (bytes.length > MOST_BYTES) throw new TlogProblem('note.too-large');
  const whole = decodeUtf8(bytes);
  if (CONTROL.test(whole)) throw new TlogProblem('note.control-character');
  const blank = whole.lastIndexOf('\n\n');
  const lines = whole.slice(blank + 2);
  if (blank < 0 || lines === '' || !lines.endsWith('\n')) throw new TlogProblem('note.malformed');
  const signatures = lines.slice(0, -1).split('\n').map(parseSignature);
  if (signatures.length > MOST_SIGNATURES) throw new TlogProblem('note.too-large');
  return { text: whole.slice(0, blank + 1), signatures };
}

/** One line `— name base64(id ‖ signature)`, without its newline. */
export function parseSignature(line: string): NoteSignature {
  const [dash, name = '', encoded = '', ...more] = line.split(' ');
  if (dash !== '—' || !isKeyName(name) || more.length > 0) throw new TlogProblem('note.malformed');
  const bytes = decodeBase64(encoded);
  if (bytes.length <= ID_BYTES) throw new TlogProblem('note.malformed');
  return { name, id: bytes.subarray(0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
}

/**
 * Opens a note with the keys that are trusted. Signatures of unknown keys are skipped; a bad signature of a known key
 * fails the whole note.
 * @throws TlogProblem note.no-known-signature, note.bad-signature, and those of `parseNote`
 */
export function openNote(bytes: Uint8Array, keys: readonly VerifierKey[]): Note {
  const { text, signatures } = parseNote(bytes);
  const good = checkSignatures(text, signatures, keys);
  if (good.length === 0) throw new TlogProblem('note.no-known-signature');
  return { text, signatures: good };
}

/** The good signatures by known keys, each key once. @throws TlogProblem note.bad-signature */
export function checkSignatures(
  text: string,
  signatures: readonly NoteSignature[],
  keys: readonly VerifierKey[],
): readonly Signature[] {
  const message = encodeUtf8(text);
  const good = new Map<VerifierKey, Signature>();
  for (const { name, id, signature } of signatures) {
    const key = keys.find((known) => known.name === name && sameBytes(known.id, id));
    if (key === undefined || good.has(key)) continue;
    const vouched = vouches(key, message, signature);
    if (vouched === undefined) throw new TlogProblem('note.bad-signature', name);
    good.set(key, { key, ...vouched });
  }
  return [...good.values()];
}

/** A whole signature line with its newline. @param time seconds since 1970, for cosignatures */
export function signatureLine(text: string, signer: Signer, time = 0n): string {
  const bytes = concatenate(signer.key.id, signatureBytes(signer, encodeUtf8(text), time));
  return `— ${signer.key.name} ${encodeBase64(bytes)}\n`;
}

/** A note by one signer. @param text ends in a newline */
export function signNote(text: string, signer: Signer): string {
  if (CONTROL.test(text)) throw new TlogProblem('note.control-character');
  if (!text.endsWith('\n')) throw new TlogProblem('note.malformed');
  return `${text}\n${signatureLine(text, signer)}`;
}
