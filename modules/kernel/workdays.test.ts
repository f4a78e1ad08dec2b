import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addWorkdays } from './workdays.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('weekends do not count, and neither does the day of the event', () => {
  assert.equal(addWorkdays(day('2026-11-23'), 5).toString(), '2026-11-30');
  assert.equal(addWorkdays(day('2026-11-21'), 1).toString(), '2026-11-23');
});

test('the holidays of the State Council do not count, their make-up working days do', () => {
  assert.equal(addWorkdays(day('2025-09-30'), 1).toString(), '2025-10-09');
  assert.equal(addWorkdays(day('2025-10-10'), 1).toString(), '2025-10-11');
});

test('a year without a published calendar counts weekdays', () => {
  assert.equal(addWorkdays(day('2035-01-05'), 1).toString(), '2035-01-08');
});
