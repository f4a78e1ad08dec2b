import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addWorkdays, civilDate, stoppedClock } from '#kernel';

test('the civil date is that of Beijing, wherever the server stands', () => {
  assert.equal(civilDate(new Date('2026-11-22T15:59:59Z')).toString(), '2026-11-22');
  assert.equal(civilDate(new Date('2026-11-22T16:00:00Z')).toString(), '2026-11-23');
});

test('a stopped clock moves only when it is moved', () => {
  const clock = stoppedClock('2026-11-23T02:00:00Z');
  const first = clock.now();
  clock.advance(60_000);
  assert.equal(clock.now().getTime() - first.getTime(), 60_000);
});

test('the day of the event does not count, nor do weekends and holidays; a make-up Saturday does', () => {
  const after = (day: string, count: number) => addWorkdays(Temporal.PlainDate.from(day), count).toString();
  assert.equal(after('2026-11-20', 1), '2026-11-23');
  assert.equal(after('2025-09-30', 1), '2025-10-09');
  assert.equal(after('2025-10-10', 1), '2025-10-11');
});
