import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workdaysLeft } from './workdays-left.ts';

const left = (today: string, last: string) =>
  workdaysLeft(Temporal.PlainDate.from(today), Temporal.PlainDate.from(last));

test('working days are counted from tomorrow to the last day, and past it the other way', () => {
  assert.equal(left('2026-11-20', '2026-11-25'), 3, 'a weekend lies between');
  assert.equal(left('2026-11-24', '2026-11-25'), 1);
  assert.equal(left('2026-11-25', '2026-11-25'), 0);
  assert.equal(left('2026-11-26', '2026-11-25'), -1);
  assert.equal(left('2026-11-30', '2026-11-25'), -3);
  assert.equal(left('2026-11-28', '2026-11-29'), 0, 'nobody works on either');
});
