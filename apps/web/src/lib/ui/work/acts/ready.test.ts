import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OfferedText } from '#cases';
import { filledIn, textsFor } from './ready.ts';

const texts: readonly OfferedText[] = [
  { act: 'request-supplement', name: '看不清', text: '请重新扫描。', article: '' },
  { act: 'agree', name: '合格', text: '检查合格。', article: '' },
  { act: 'object', name: '不合格', text: '出口不足。', article: '《消防法》第十五条' },
  { act: 'deny', name: '不符', text: '不符合条件。', article: '《行政许可法》第三十八条' },
];

test('each form offers what can be said in it, by its place among all', () => {
  assert.deepEqual(
    textsFor('pass', texts).map(({ at, name }) => [at, name]),
    [
      [1, '合格'],
      [2, '不合格'],
    ],
  );
});

test('a chosen text says for what it is, brings its article, and stands behind what was written', () => {
  const { typed } = filledIn({ act: 'pass', typed: { opinion: '看过现场。', ground: 'safety' }, fill: '2' }, texts);
  assert.deepEqual(typed, {
    opinion: '看过现场。\n出口不足。',
    ground: 'safety',
    outcome: 'object',
    article: '《消防法》第十五条',
    template: '不合格',
  });
  const twice = filledIn({ act: 'pass', typed, fill: '2' }, texts);
  assert.equal(twice.typed.opinion, '看过现场。\n出口不足。', 'chosen twice it stands there once');
  const no = filledIn({ act: 'decide', typed: { granted: 'yes', reason: '' }, fill: '3' }, texts);
  assert.deepEqual([no.typed.granted, no.typed.reason], ['no', '不符合条件。']);
});

test('what was found on a visit goes into its record', () => {
  const found: OfferedText = { act: 'visit', name: '合格', text: '与图纸一致。', article: '' };
  const { typed } = filledIn({ act: 'record-visit', typed: { place: '门店' }, fill: '0' }, [found]);
  assert.deepEqual(typed, { place: '门店', findings: '与图纸一致。', template: '合格' });
});

test('a missing thing goes into the first line that is free, and nowhere when none is', () => {
  const typed = { 'free-1': '缺照片', material: '3' };
  const filled = filledIn({ act: 'request-supplement', typed, fill: '0' }, texts);
  assert.deepEqual([filled.typed['free-1'], filled.typed['free-2']], ['缺照片', '请重新扫描。']);
  const full = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`free-${n}`, `第${n}件`]));
  const still = filledIn({ act: 'request-supplement', typed: full, fill: '0' }, texts);
  assert.deepEqual({ ...still.typed, template: undefined }, { ...full, template: undefined });
});

test('a text that is not there, or that is not said in this form, fills in nothing', () => {
  for (const fill of ['9', '3', 'x']) {
    const typed = { opinion: '看过。' };
    assert.deepEqual(filledIn({ act: 'pass', typed, fill }, texts), { act: 'pass', typed }, fill);
  }
});
