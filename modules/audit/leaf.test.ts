import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createAudit, readLeaf } from './index.ts';
import { anyHash, leafBytes, type Fields } from './testing/leaves.ts';
import { honestCity } from './testing/live.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const submission = { k: 'submit', q: 'a', qn: 1, applicant: true, content: true, attachments: true, lane: 2 };
const text = (leaf: Fields) => new TextDecoder().decode(leafBytes(leaf));

test('every leaf of an honest city is read as it was written', () => {
  const city = honestCity(1, 300);
  city.bytes().forEach((leaf, index) => {
    const { ts, ...fields } = readLeaf(leaf);
    assert.equal(ts, city.leaves[index]?.ts);
    assert.equal(fields.k, city.leaves[index]?.k);
  });
});

test('a leaf that is written in any other way is refused, and why is said exactly', () => {
  const good = text(submission);
  const cases: readonly (readonly [string | Uint8Array, string])[] = [
    ['', 'not-json'],
    ['[]', 'not-json'],
    ['null', 'not-json'],
    [Uint8Array.of(0xff), 'not-utf8'],
    [`\ufeff${good}`, 'not-json'],
    [` ${good}`, 'not-canonical'],
    [`${good}\n`, 'not-canonical'],
    [good.replace('"k":"submit",', '').replace('}', ',"k":"submit"}'), 'not-canonical'],
    [good.replace('"qn":1', '"qn":1.0'), 'not-canonical'],
    [good.replace('"qn":1', '"qn":1,"qn":1'), 'not-canonical'],
    [good.replace('submit', '\\u0073ubmit'), 'not-canonical'],
    [good.replace('"q":"a"', '"q":"\\ud800"'), 'not-canonical'],
    [good.replace('"v":1', '"v":2'), 'version'],
    [good.replace('"v":1', '"v":"1"'), 'version'],
    [text({ ...submission, k: 7 }), 'kind'],
    [text({ ...submission, ts: -1 }), 'time'],
    [text({ ...submission, ts: 1.5 }), 'time'],
    [text({ ...submission, qn: 0 }), 'qn'],
    [text({ ...submission, qn: 2 ** 53 }), 'qn'],
    [text({ ...submission, qn: null }), 'qn'],
    [text({ ...submission, qn: undefined }), 'qn'],
    [text({ ...submission, lane: 3 }), 'lane'],
    [text({ ...submission, content: `${'A'.repeat(42)}B=` }), 'content'],
    [text({ ...submission, content: anyHash.slice(1) }), 'content'],
    [text({ ...submission, name: 'a person' }), 'name'],
    [text({ ...submission, '\u5f20': 1 }), 'field'],
    [text({ ...submission, q: 'a'.repeat(2000) }), 'too-long'],
    [text({ k: 'take', q: 'a', n: 0, officer: 'officer-one', cp: 1, sk: [0.5], ref: 0, prev: 0 }), 'sk'],
    [text({ k: 'withdraw', n: 0, ref: 0, prev: 0, outcome: true, by: 'me' }), 'by'],
  ];
  for (const [leaf, at] of cases)
    assert.throws(() => readLeaf(typeof leaf === 'string' ? bytes(leaf) : leaf), { code: 'leaf.malformed', at }, at);
});

test('a kind that nobody knows is read, whatever it holds, so that it can be an alarm of its own', () => {
  assert.deepEqual(readLeaf(leafBytes({ k: 'favour', to: { whom: ['a', 1] } })), {
    k: 'unknown',
    kind: 'favour',
    ts: 0,
  });
});

test('whatever bytes come in, a leaf is read or refused by its code, and an audit goes on', () => {
  const audit = createAudit();
  let index = 0;
  const leaf = text(submission);
  const spoilt = fc
    .tuple(fc.nat(leaf.length - 1), fc.uint8Array({ maxLength: 3 }))
    .map(([at, piece]) => Buffer.concat([bytes(leaf.slice(0, at)), piece, bytes(leaf.slice(at + 1))]));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes), spoilt), (input) => {
      for (const { code } of audit.entry(index++, input)) assert.match(code, /^[a-z]+\.[a-z-]+$/);
    }),
    { numRuns: 2000 },
  );
});
