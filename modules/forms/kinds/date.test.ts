import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { translator } from '#kernel';
import { aField } from '../testing.ts';
import { date } from './date.ts';

const field = aField({ kind: 'date' });
const read = (typed: string) => date.read(field, { answer: typed });

test('a day is written in many ways', () => {
  const ways = [
    '2026-1-2',
    '2026/1/2',
    '2026.01.02',
    '2026年1月2日',
    '２０２６年１月２日',
    '20260102',
    ' 2026 年 1 月 2 日 ',
  ];
  for (const typed of ways) assert.equal(read(typed), '2026-01-02', typed);
});

test('a day can be typed into three inputs, and half a day is kept and refused', () => {
  const parts = (year: string, month: string, day: string) =>
    date.read(field, { 'answer.year': year, 'answer.month': month, 'answer.day': day });

  assert.equal(parts('２０２６', '1', '2'), '2026-01-02');
  assert.equal(parts('', '', ''), '');
  assert.equal(parts('2026', '', '2'), '2026--2');
  assert.equal(date.check(field, '2026--2')?.code, 'forms.date');
});

test('days that do not exist are refused as typed', () => {
  for (const typed of ['2026-02-29', '2026-13-01', '2026-00-10', '26-1-2', '明天', '1850-01-01', '2026-01-02T03:04']) {
    assert.equal(date.check(field, read(typed))?.code, 'forms.date', typed);
  }
  assert.equal(date.check(field, read('2028年2月29日')), undefined);
});

test('what is shown can be typed again and is the same day', () => {
  assert.equal(date.show(field, '2026-11-22', translator()), '2026年11月22日');
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true }), (at) => {
      const day = at.toISOString().slice(0, 10);
      assert.equal(date.check(field, day), undefined);
      assert.equal(read(date.show(field, day, translator())), day);
    }),
  );
});
