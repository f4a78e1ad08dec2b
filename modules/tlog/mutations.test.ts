import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBase64, encodeUtf8, formatCheckpoint, joinEntries, leafHash, sameBytes, TlogProblem } from './index.ts';
import { parseNote, signatureLine, signNote } from './note.ts';
import { aLog, aSigner } from './testing.ts';
import { mutate, sequence, type Target } from './testing/mutations.ts';
import { targets } from './testing/targets.ts';

// bench/mutations.ts does the same a million times.
const COUNT = 4000;

for (const [at, { target, share }] of targets.entries())
  test(`no changed byte is read as something else: ${target.kind}`, () => {
    const { tried, refused, same, other, violations } = mutate(target, (COUNT * share) / 1000, sequence(7 + at));
    assert.deepEqual(violations, []);
    const ignored = [...same.values()].reduce((sum, count) => sum + count, 0);
    assert.equal(refused + ignored + other, tried);
    assert.ok(refused > 0.8 * tried, `${refused} of ${tried} refused`);
  });

// Readers as one finds them, each lenient in one point: the search must find it, or it finds nothing.

const log = aSigner('city.example/ledger');
const witness = aSigner('one.example', 'cosignature');
const tree = aLog(16);
const text = formatCheckpoint({ origin: log.key.name, size: 16n, root: tree.root(16) });
const signed = encodeUtf8(signNote(text, log) + signatureLine(text, witness, 1_790_000_000n));

function problemsOf(target: Target): ReadonlySet<string> {
  return new Set(mutate(target, 2000, sequence(3)).violations.map(({ problem }) => problem));
}

test('a reader that believes the text of a note with any signature is found out', () => {
  const read = (bytes: Uint8Array) => parseNote(bytes).text;
  assert.ok(problemsOf({ kind: 'unsigned', bytes: signed, read }).has('other meaning'));
});

test('a reader that counts whoever is named as a cosigner is found out', () => {
  const read = (bytes: Uint8Array) => {
    const { text: said, signatures } = parseNote(bytes);
    if (said !== text) throw new TlogProblem('note.bad-signature');
    return String(signatures.some(({ name }) => name === witness.key.name));
  };
  const found = problemsOf({ kind: 'named', bytes: signed, read });
  assert.ok(found.has('same meaning of other bytes') && found.has('other meaning'));
});

test('a reader that takes any base64 is found out', () => {
  const hash = leafHash(encodeUtf8('leaf'));
  const read = (bytes: Uint8Array) => {
    const decoded = Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64');
    if (!sameBytes(decoded, hash)) throw new TlogProblem('proof.other-root');
    return encodeBase64(decoded);
  };
  const bytes = encodeUtf8(encodeBase64(hash));
  assert.ok(problemsOf({ kind: 'base64', bytes, read }).has('same meaning of other bytes'));
});

test('a reader of entries that does not look at the end is found out', () => {
  const bytes = joinEntries(tree.leaves);
  const read = (bundle: Uint8Array) => {
    const first = bundle.subarray(2, 2 + (bundle[1] ?? 0));
    if (!sameBytes(leafHash(first), tree.hashes[0] ?? first)) throw new TlogProblem('entries.other-hash');
    return encodeBase64(bundle);
  };
  assert.ok(problemsOf({ kind: 'entries', bytes, read }).has('other meaning'));
});

test('a reader that falls over instead of refusing is found out', () => {
  const read = (bytes: Uint8Array) => JSON.stringify(JSON.parse(Buffer.from(bytes).toString()));
  assert.ok(problemsOf({ kind: 'JSON', bytes: encodeUtf8('{"size":16}'), read }).has('an exception'));
});
