import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import {
  concatenate,
  encodeUtf8,
  openNote,
  parseAddCheckpoint,
  parseCheckpoint,
  parseKey,
  parsePolicy,
  parseProof,
  parseTilePath,
  signNote,
  splitEntries,
  TlogProblem,
  verifierKey,
  type TlogCode,
} from './index.ts';
import { aSigner } from './testing.ts';
import { wrongNotes, type Wrong } from './testing/wrong-notes.ts';
import { wrongProofs } from './testing/wrong-proofs.ts';

/** The compiler sees to it that no code is left out. */
const wrong = { ...wrongNotes, ...wrongProofs } satisfies Record<TlogCode, object>;

const parts: readonly Wrong[] = [wrongNotes, wrongProofs];
for (const part of parts)
  for (const [code, cases] of Object.entries(part))
    test(`${code}: ${Object.keys(cases).length} ways to be refused, each with this code and no other words`, () => {
      for (const [what, read] of Object.entries(cases))
        assert.throws(read, { name: 'TlogProblem', code, message: /^[a-z0-9.-]+( \(.*\))?$/ }, what);
    });

test('no code has been left without a case', () => {
  for (const [code, cases] of Object.entries(wrong)) assert.ok(Object.keys(cases).length > 0, code);
});

test('whatever the bytes, what is not accepted is refused with a code and never with the words of a library', () => {
  const key = aSigner('city.example/ledger').key;
  const readers: readonly ((text: string, bytes: Uint8Array) => unknown)[] = [
    (_, bytes) => openNote(bytes, [key]),
    (_, bytes) => parseProof(bytes),
    (_, bytes) => parseAddCheckpoint(bytes),
    (_, bytes) => splitEntries(bytes, 1),
    parseCheckpoint,
    parseKey,
    parsePolicy,
    parseTilePath,
  ];
  const word = fc.constantFrom('\n', '\n\n', '— ', ' ', '+', 'AAAA', '0', '-1', 'old ', 'index ', 'log ', 'quorum ');
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(word, fc.string())).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom(...readers), (text, read) => {
      try {
        read(text, encodeUtf8(text));
      } catch (error) {
        assert.ok(error instanceof TlogProblem, String(error));
      }
    }),
    { numRuns: 800 },
  );
});

test('a signature that OpenSSL and Go refuse is refused, though the library would take it', () => {
  const { Point, utils } = ed25519;
  const secret = utils.randomSecretKey();
  const { scalar, pointBytes } = utils.getExtendedPublicKey(secret);
  const key = verifierKey('city.example/ledger', 'ed25519', pointBytes);
  const sign = (addition: InstanceType<typeof Point>) => (message: Uint8Array) => {
    const r = Point.BASE.multiply(4711n).add(addition).toBytes();
    const k = Point.Fn.create(number(sha512(concatenate(r, pointBytes, message))));
    return concatenate(r, Point.Fn.toBytes(Point.Fn.create(4711n + k * scalar)));
  };
  const text = 'something\n';
  assert.equal(openNote(encodeUtf8(signNote(text, { key, sign: sign(Point.ZERO) })), [key]).text, text);

  const crafted = sign(Point.fromHex(ED25519_TORSION_SUBGROUP[1] ?? ''));
  assert.ok(ed25519.verify(crafted(encodeUtf8(text)), encodeUtf8(text), pointBytes, { zip215: false }));
  assert.throws(() => openNote(encodeUtf8(signNote(text, { key, sign: crafted })), [key]), {
    code: 'note.bad-signature',
  });
});

function number(littleEndian: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(littleEndian.toReversed()).toString('hex')}`);
}
