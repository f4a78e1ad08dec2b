import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WORKDAY_MS, workingTime } from './working-time.ts';

const days = (from: string, until: string) =>
  workingTime(new Date(`${from}+08:00`), new Date(`${until}+08:00`)) / WORKDAY_MS;

test('a weekend is no working time, and a part of a working day counts as that part', () => {
  assert.equal(days('2026-11-20T12:00', '2026-11-23T12:00'), 1);
  assert.equal(days('2026-11-23T09:00', '2026-11-23T15:00'), 0.25);
  assert.equal(days('2026-11-21T08:00', '2026-11-22T20:00'), 0);
  assert.equal(days('2026-11-23T09:00', '2026-11-23T09:00'), 0);
});

test('holidays do not count, and the Saturday on which people work for them does', () => {
  assert.equal(days('2026-09-30T12:00', '2026-10-08T12:00'), 1);
  assert.equal(days('2026-10-09T12:00', '2026-10-10T12:00'), 1);
});

test('working time adds up, however a span is cut', () => {
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 3, maxLength: 3 }), (moments) => {
      const [first = 0, middle = 0, last = 0] = moments.toSorted((one, other) => one - other);
      const whole = workingTime(new Date(first), new Date(last));
      const parts = workingTime(new Date(first), new Date(middle)) + workingTime(new Date(middle), new Date(last));
      assert.equal(whole, parts);
      assert.ok(whole >= 0 && whole <= last - first);
    }),
    { numRuns: 60 },
  );
});
