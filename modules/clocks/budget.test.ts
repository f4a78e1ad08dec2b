import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLimit } from './budget.ts';
import { nationalCalendar, regionalCalendar } from './calendar.ts';
import { dueAt } from './project.ts';
import { progressOf } from './progress.ts';
import { gapsOf, suspensionProblem } from './suspension.ts';

const at = (text: string) => new Date(`${text}:00+08:00`);
const day = (text: string) => Temporal.PlainDate.from(text);
const three = { startedAt: at('2026-11-20T10:00'), limit: { value: 3, unit: 'workday' } } as const;

test('a limit without a unit, of nothing or of a century is refused with a code', () => {
  assert.equal(readLimit(5, undefined), 'clocks.limit-without-unit');
  assert.equal(readLimit(5, 'days'), 'clocks.limit-without-unit');
  for (const value of [0, -1, 1.5, Number.NaN, '5'])
    assert.equal(readLimit(value, 'workday'), 'clocks.limit-not-positive');
  assert.equal(readLimit(100_000, 'naturalDay'), 'clocks.limit-too-long');
  assert.deepEqual(readLimit(5, 'workday'), { value: 5, unit: 'workday' });
});

test('a festival of a region is its own, and a day that was promised for it is worked', () => {
  const torches = regionalCalendar([
    { day: day('2026-11-23'), worked: false },
    { day: day('2026-11-28'), worked: true },
  ]);
  const due = (calendar = nationalCalendar) => dueAt({ budget: three, suspensions: [], calendar })?.toISOString();
  assert.equal(due(), at('2026-11-26T00:00').toISOString());
  assert.equal(due(torches), at('2026-11-27T00:00').toISOString());
  assert.equal(torches.isWorked(day('2026-11-28')), true);
});

test('a year that nobody has published goes by weekdays, and says so', () => {
  assert.equal(nationalCalendar.isPublished(2026), true);
  assert.equal(nationalCalendar.isPublished(2060), false);
  assert.equal(nationalCalendar.isWorked(day('2060-10-01')), true);
});

test('a clock stands still until its planned end, and for ever where nobody has planned one', () => {
  const open = { from: at('2026-11-23T09:00') };
  const due = (suspensions: Parameters<typeof dueAt>[0]['suspensions']) =>
    dueAt({ budget: three, suspensions, calendar: nationalCalendar })?.toISOString();
  assert.equal(due([{ ...open, plannedEnd: day('2026-11-27') }]), at('2026-12-02T00:00').toISOString());
  assert.equal(due([open]), undefined);
});

test('a ledger that cannot have happened is refused; one that was written out of order is read in order', () => {
  const [early, late] = [
    { from: at('2026-11-02T09:00'), until: at('2026-11-04T09:00') },
    { from: at('2026-11-03T09:00'), until: at('2026-11-06T09:00') },
  ];
  assert.equal(suspensionProblem([{ from: late.until, until: late.from }]), 'clocks.ends-before-it-begins');
  assert.equal(suspensionProblem([{ from: early.from }, { from: late.from }]), 'clocks.suspended-already');
  assert.equal(suspensionProblem([late, early]), undefined);
  assert.deepEqual(gapsOf([late, early]), gapsOf([early, late]));
  assert.equal(gapsOf([late, early]).length, 1);
});

test('acts at the counter end with its hours', () => {
  const budget = { ...three, closesAt: Temporal.PlainTime.from('17:30') };
  const due = dueAt({ budget, suspensions: [], calendar: nationalCalendar });
  assert.equal(due?.toISOString(), at('2026-11-25T17:30').toISOString());
});

test('how far a clock is: working days left, a share that grows, and over by so many', () => {
  const progress = (now: string) => {
    const { workdaysLeft, share, suspended } = progressOf(
      { budget: three, suspensions: [], calendar: nationalCalendar },
      at(now),
    );
    return [workdaysLeft, share, suspended];
  };
  assert.deepEqual(progress('2026-11-20T12:00'), [3, 0, false]);
  assert.deepEqual(progress('2026-11-24T12:00'), [1, 1 / 3, false]);
  assert.deepEqual(progress('2026-11-25T12:00'), [0, 2 / 3, false]);
  assert.deepEqual(progress('2026-11-27T12:00'), [-2, 4 / 3, false]);
  assert.deepEqual(progress('2026-11-01T12:00')[1], 0, 'a clock of a server that jumped back spends nothing');
});
