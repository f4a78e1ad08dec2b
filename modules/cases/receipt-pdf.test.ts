import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { receiptPdf, type CaseNo, type CaseReceipt, type ShortNo } from '#cases';
import { translator } from '#kernel';
import { leafHash, encodeUtf8 } from '#tlog';

const receipt: CaseReceipt = {
  no: 'LJ261123000128K' as ShortNo,
  caseNo: '115307000000000000-20261123-000128' as CaseNo,
  service: '居民身份证补领',
  index: 128n,
  receivedAt: new Date('2026-11-23T09:30:00+08:00'),
  note: 'a note',
  promise: {
    origin: 'tongban.test/ledger',
    index: 128n,
    leafHash: leafHash(encodeUtf8('a leaf')),
    time: 1_795_400_000n,
    mergeDelay: 60n,
  },
  step: 'promised',
};
const paper = {
  t: translator(),
  site: 'https://tongban.test',
  demo: true,
  qr: Array.from({ length: 25 }, (_, y) => Array.from({ length: 25 }, (_none, x) => (x * y) % 3 === 0)),
};

test('the receipt on paper is one page of A4 with only those glyphs of the font that it needs', async () => {
  const pdf = await receiptPdf(receipt, paper);
  const text = pdf.toString('latin1');
  assert.match(text, /^%PDF-/);
  assert.match(text, /\/MediaBox \[0 0 595\.28 841\.89\]/);
  assert.equal(text.match(/\/Type \/Page\b/g)?.length, 1);
  assert.match(text, /\/BaseFont \/[A-Z]{6}\+NotoSansSC/);
  assert.ok(pdf.length < 120_000, `${pdf.length} bytes, of fonts of 10 MB each`);
});

test('the receipt on paper does not change from one download to the next', async () => {
  const contents = (pdf: Buffer) =>
    [...pdf.toString('latin1').matchAll(/\/FlateDecode\n>>\nstream\n([^]*?)\nendstream/g)].map(([, stream = '']) =>
      inflateSync(Buffer.from(stream, 'latin1')).toString('base64'),
    );
  const [one, other] = [await receiptPdf(receipt, paper), await receiptPdf(receipt, paper)];
  assert.ok(contents(one).length > 0);
  assert.deepEqual(contents(one), contents(other));
});
