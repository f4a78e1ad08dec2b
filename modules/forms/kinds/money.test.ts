import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { translator } from '#kernel';
import { aField } from '../testing.ts';
import { money } from './money.ts';

const field = aField({ kind: 'money', max: 1_000_000 });
const read = (typed: string) => money.read(field, { answer: typed });

test('amounts are typed in 元 in many ways and kept in 分', () => {
  const written: readonly [string, number][] = [
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['￥1234.50', 123_450],
    ['1234元', 123_400],
    ['1２３４．５', 123_450],
    [' 0.05 ', 5],
    ['0.29', 29],
    ['007', 700],
  ];
  for (const [typed, fen] of written) assert.equal(read(typed), fen, typed);
});

test('what is no amount stays as typed and is refused', () => {
  for (const typed of ['1e3', '-1', '+1', '1.234', '1,23', '.5', '12.', '0x10', 'Infinity', '一百', '1 000 . 5 5 5']) {
    assert.equal(read(typed), typed);
    assert.equal(money.check(field, read(typed))?.code, 'forms.money', typed);
  }
});

test('an amount above the limit or below the least is refused with the limit in 元', () => {
  assert.deepEqual(money.check(field, 1_000_001), { code: 'forms.money-most', values: { max: '10,000.00' } });
  assert.deepEqual(money.check({ ...field, min: 100 }, 99), { code: 'forms.money-least', values: { min: '1.00' } });
  assert.equal(money.check(field, 1_000_000), undefined);
  assert.equal(money.check(field, 0.5)?.code, 'forms.money');
  assert.equal(typeof read('9'.repeat(40)), 'string');
});

test('what is shown can be typed again and is the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (fen) => {
      assert.equal(read(money.show(field, fen, translator())), fen);
      assert.equal(read((fen / 100).toFixed(2)), fen);
    }),
  );
});
