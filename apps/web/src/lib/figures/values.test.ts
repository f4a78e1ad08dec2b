import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FigureRow } from '#analytics';
import { translator } from '#kernel';
import { addressOf, percentOf, valuesOf } from './values.ts';

const row: FigureRow = {
  level: 'city',
  received: 1200,
  accepted: 1100,
  closed: 1000,
  decided: 900,
  promised: 900,
  onTime: 899,
  pending: 0,
  overdue: 0,
  median: 2.5,
  p90: 8,
  supplemented: 100,
};

test('a rate says of how many it is, and one that is late is not a hundred percent', () => {
  const values = valuesOf(row, translator('zh-CN'));
  const [, , , onTime, median, , overdue, supplemented, prioritised] = values;
  assert.deepEqual(onTime, { name: 'onTime', main: '99.8%', of: '899 / 900' });
  assert.equal(median?.main, '2.5 个工作日');
  assert.equal(overdue?.main, '—', 'of none there is no rate');
  assert.deepEqual(supplemented, { name: 'supplemented', main: '10%', of: '100 / 1,000' });
  assert.equal(prioritised?.main, '不单独公布');
  assert.equal(percentOf(99_999, 100_000), 99.9);
});

test('an address names what it shows and nothing else', () => {
  assert.equal(addressOf({ month: undefined }), '/open/figures');
  assert.equal(addressOf({ month: '2026-10', department: 'A&B' }), '/open/figures?month=2026-10&department=A%26B');
});
