import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQr } from '#lib/verify/read-qr.ts';
import { hexGroups, stepViews } from './proof.ts';
import { qrPath } from './qr.ts';

test('a step is reached when a later one is, and without witnesses nobody is told to wait for them', () => {
  const names = (step: 'promised' | 'published' | 'witnessed', hasWitnesses: boolean) =>
    stepViews({ step, hasWitnesses }).map(({ name }) => name.replace('proof.step.', ''));
  assert.deepEqual(names('promised', true), ['promised', 'published.later', 'witnessed.later']);
  assert.deepEqual(names('published', false), ['promised', 'published', 'witnessed.nobody']);
  assert.deepEqual(names('witnessed', true), ['promised', 'published', 'witnessed']);
});

test('the code on the page is read back as the very receipt, dash and line ends included', async () => {
  const note = `tongban/receipt/v1\ntongban.test/ledger\n128\n${'A'.repeat(43)}=\n1795400000\n60\n\n— tongban.test/ledger/receipt ${'B'.repeat(92)}\n`;
  const { size, path } = qrPath(note);
  const scale = 4;
  const side = size * scale;
  const dark = Array.from({ length: side * side }, () => 0);
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      const from = row * side + Number(x) * scale;
      dark.fill(1, from, from + Number(run) * scale);
    }
  const data = Uint8ClampedArray.from(dark.flatMap((is) => (is === 1 ? [0, 0, 0, 255] : [255, 255, 255, 255])));
  const read = await readQr({ data, width: side, height: side });
  assert.equal(Buffer.from(read ?? []).toString('utf8'), note);
});

test('a hash is written in groups of four', () => {
  assert.deepEqual(hexGroups(Uint8Array.of(0, 1, 255, 16)), ['0001', 'ff10']);
});
