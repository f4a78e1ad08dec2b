import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import {
  decodeBase64,
  decodeUtf8,
  formatKey,
  openNote,
  parseKey,
  TlogProblem,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

// Written by interop/vectors, whose verdicts are those of Go's sumdb/tlog and sumdb/note.

const Bytes = z.string().transform(decodeBase64);
const Count = z.string().transform(BigInt);
/** Reasons for which a vector is refused here that Go accepts, or that Go cannot be asked about. */
const REASONS = ['hash-length', 'beyond-go', 'base64-not-canonical', 'too-large', 'key-id-capitals'] as const;
const Verdict = { desc: z.string(), good: z.boolean(), stricter: z.enum(REASONS).optional() };

const Inclusion = z.strictObject({
  ...Verdict,
  index: Count,
  size: Count,
  root: Bytes,
  leaf: Bytes,
  path: z.array(Bytes),
});
const Consistency = z.strictObject({
  ...Verdict,
  oldSize: Count,
  oldRoot: Bytes,
  newSize: Count,
  newRoot: Bytes,
  path: z.array(Bytes),
});
const SignedNote = z.strictObject({
  ...Verdict,
  note: Bytes,
  keys: z.array(z.string()),
  text: z.string().optional(),
  signers: z.array(z.string()).optional(),
});
const Key = z.strictObject({ ...Verdict, key: Bytes, name: z.string().optional(), id: z.string().optional() });

function vectors<T>(name: string, schema: z.ZodType<T>): readonly T[] {
  const lines = gunzipSync(readFileSync(join(import.meta.dirname, 'vectors', `${name}.jsonl.gz`))).toString();
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** Whether it was accepted; a refusal is a TlogProblem and nothing else. */
function accepted(verify: () => void): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    assert.ok(error instanceof TlogProblem, String(error));
    return false;
  }
}

test('every inclusion proof gets the verdict of Go', () => {
  const all = vectors('inclusion', Inclusion);
  for (const vector of all) {
    const { index, size, root, leaf, path, good } = vector;
    assert.equal(
      accepted(() => verifyInclusion({ index, size, root, leafHash: leaf, path })),
      good,
      `${vector.desc}: ${index} in ${size}`,
    );
  }
  requireEnough(all, 1000);
});

test('every consistency proof gets the verdict of Go', () => {
  const all = vectors('consistency', Consistency);
  for (const { desc, good, ...claim } of all)
    assert.equal(
      accepted(() => verifyConsistency(claim)),
      good,
      `${desc}: ${claim.oldSize} to ${claim.newSize}`,
    );
  requireEnough(all, 1000);
});

test('every note gets the verdict of Go, and says the same by the same signers', () => {
  const all = vectors('notes', SignedNote);
  for (const vector of all) {
    const { note, keys, good, ...wanted } = vector;
    const known = keys.map(parseKey);
    let opened: ReturnType<typeof openNote> | undefined;
    const isGood = accepted(() => (opened = openNote(note, known)));
    assert.equal(isGood, good, `${vector.desc}: ${JSON.stringify(Buffer.from(note).toString()).slice(0, 300)}`);
    if (opened === undefined) continue;
    assert.equal(opened.text, wanted.text, vector.desc);
    assert.deepEqual(
      opened.signatures.map(({ key }) => formatKey(key).split('+').slice(0, 2).join('+')),
      wanted.signers,
      vector.desc,
    );
  }
  requireEnough(all, 200);
});

test('every verifier key gets the verdict of Go', () => {
  const all = vectors('keys', Key);
  for (const { desc, key, good, name, id } of all) {
    let read: ReturnType<typeof parseKey> | undefined;
    const isGood = accepted(() => (read = parseKey(decodeUtf8(key))));
    assert.equal(isGood, good, `${desc}: ${Buffer.from(key).toString()}`);
    assert.equal(read?.name, name);
    if (read !== undefined) assert.equal(formatKey(read).split('+')[1], id);
  }
  requireEnough(all, 80);
});

/** An empty or one-sided file would prove nothing. */
function requireEnough(all: readonly { readonly good: boolean }[], least: number): void {
  assert.ok(all.length >= least, `${all.length} vectors`);
  for (const good of [true, false]) assert.ok(all.some((vector) => vector.good === good));
}
