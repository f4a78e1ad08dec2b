import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReceipt } from '#audit';
import { sentencesOf } from '#kernel';
import { newSigningKey, readSigningKey } from '#disk';
import { emptyRoot, encodeUtf8, formatKey, leafHash, parsePolicy, signatureLine, signNote } from '#tlog';
import { judge, pasted } from './judge.ts';
import { titleOf } from './show.ts';
import { wordsOf } from './words.ts';

const signer = readSigningKey(newSigningKey('city.example/ledger/receipt'));
const log = readSigningKey(newSigningKey('city.example/ledger'));
const trust = { policy: parsePolicy(`log ${formatKey(log.key)}\nquorum none\n`), receiptKeys: [signer.key] };
const promise = {
  origin: 'city.example/ledger',
  index: 128n,
  leafHash: leafHash(encodeUtf8('a leaf')),
  time: 1_795_400_000n,
  mergeDelay: 60n,
};
const receipt = formatReceipt(promise, signer);
const words = wordsOf(Object.fromEntries(sentencesOf('zh-CN')));

test('a receipt proves the promise, and says that it does not prove the rest', () => {
  const verdict = judge(encodeUtf8(receipt), trust);
  assert.ok('kind' in verdict);
  assert.deepEqual(
    verdict.statements.map(({ key, proved }) => [key, proved]),
    [
      ['audit.says.promised', true],
      ['audit.says.in-log.not', false],
    ],
  );
  assert.deepEqual(verdict.leafHash, promise.leafHash);
});

test('a checkpoint without the required witnesses has another title than one that they have signed', () => {
  const witness = readSigningKey(newSigningKey('w.example', 'cosignature'));
  const policy = parsePolicy(`log ${formatKey(log.key)}\nwitness W ${formatKey(witness.key)}\nquorum W\n`);
  const text = `${log.key.name}\n0\n${Buffer.from(emptyRoot()).toString('base64')}\n`;
  const titles = ['', signatureLine(text, witness, 1n)].map((line) =>
    titleOf(judge(encodeUtf8(signNote(text, log) + line), { ...trust, policy })),
  );
  assert.deepEqual(titles, ['verify.unwitnessed.checkpoint', 'verify.ok.checkpoint']);
  for (const kind of ['proof', 'checkpoint']) assert.notEqual(words.plain(`verify.unwitnessed.${kind}`), '');
  assert.notEqual(words.plain('verify.unwitnessed.says'), '');
});

test('every sentence of a verdict is whole: values have names, times are in the legal zone', () => {
  const verdict = judge(encodeUtf8(receipt), trust);
  assert.ok('kind' in verdict);
  const said = verdict.statements.map(words.say).join('\n');
  assert.doesNotMatch(said, /[{}]|undefined/);
  assert.match(said, /2026年11月23日 /);
});

test('a finding is named in words, and what nobody gave a name keeps its own', () => {
  const values = { rule: 'M4', origin: 'x', index: '7', code: 'take.out-of-turn' };
  assert.match(words.say({ key: 'audit.says.broken', values }), /M4.*7.*\p{Script=Han}{5}/u);
  assert.equal(words.say({ key: 'no.such.sentence', values }), '');
});

test('text that was copied off a page is the text again', () => {
  for (const copied of [receipt.trim(), `\n  ${receipt}\n\n`, receipt.replaceAll('\n', '\r\n')])
    assert.ok('kind' in judge(pasted(copied), trust));
  assert.deepEqual(judge(pasted(' \n '), trust), { problem: 'verify.problem.empty' });
});

test('whatever the bytes are, there is a verdict with a sentence', () => {
  const odd = [encodeUtf8('{'), encodeUtf8('\n\n— '), encodeUtf8('c2sp.org/tlog-proof@v1\n'), Uint8Array.of(0)];
  for (const bytes of odd) {
    const verdict = judge(bytes, trust);
    assert.ok('problem' in verdict && words.plain(verdict.problem) !== '');
  }
});
