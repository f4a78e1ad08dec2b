import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dueAt,
  elapsed,
  extensionProblem,
  isSuspended,
  ledgerProblem,
  limitProblem,
  nationalCalendar,
  remaining,
  suspensionProblem,
  type Suspension,
} from './index.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const day = (text: string) => Temporal.PlainDate.from(text);
const hearing: Suspension = {
  kind: 'hearing',
  basis: '行政许可法 45',
  from: at('2026-11-24T10:00'),
  plannedEnd: day('2026-11-27'),
};

test('a limit has a unit and is a whole number of them, more than none and not absurdly many', () => {
  assert.equal(limitProblem({ value: 20 }), 'clocks.limit-without-unit');
  assert.equal(limitProblem({ value: 20, unit: 'fortnight' }), 'clocks.limit-without-unit');
  assert.equal(limitProblem({ value: 20, unit: 'toString' }), 'clocks.limit-without-unit');
  assert.equal(limitProblem({ value: 1.5, unit: 'workday' }), 'clocks.limit-not-whole');
  assert.equal(limitProblem({ value: NaN, unit: 'workday' }), 'clocks.limit-not-whole');
  assert.equal(limitProblem({ value: Infinity, unit: 'workday' }), 'clocks.limit-not-whole');
  assert.equal(limitProblem({ value: 0, unit: 'workday' }), 'clocks.limit-not-positive');
  assert.equal(limitProblem({ value: -5, unit: 'month' }), 'clocks.limit-not-positive');
  assert.equal(limitProblem({ value: 1e9, unit: 'minute' }), 'clocks.limit-absurd');
  assert.equal(limitProblem({ value: 20, unit: 'workday' }), undefined);
});

test('days are not extended by hours, nor hours by days', () => {
  assert.equal(extensionProblem({ value: 20, unit: 'workday' }, { value: 4, unit: 'hour' }), 'clocks.extension-unit');
  assert.equal(extensionProblem({ value: 20, unit: 'hour' }, { value: 4, unit: 'workday' }), 'clocks.extension-unit');
  assert.equal(extensionProblem({ value: 60, unit: 'naturalDay' }, { value: 10, unit: 'workday' }), undefined);
});

test('a suspension that ends before it began, or years from now, is refused', () => {
  assert.equal(suspensionProblem({ ...hearing, plannedEnd: day('2026-11-23') }), 'clocks.suspension-reversed');
  assert.equal(suspensionProblem({ ...hearing, endedAt: at('2026-11-24T09:59') }), 'clocks.suspension-reversed');
  assert.equal(suspensionProblem({ ...hearing, plannedEnd: day('2036-11-23') }), 'clocks.suspension-absurd');
  assert.equal(suspensionProblem({ ...hearing, plannedEnd: day('2026-11-24') }), undefined);
});

test('the same kind of suspension twice at once is refused; two kinds at once are taken out once', () => {
  const later = { from: at('2026-11-26T10:00'), plannedEnd: day('2026-12-01') };
  assert.equal(ledgerProblem([hearing, { ...hearing, ...later }]), 'clocks.suspension-twice');
  const test = { ...hearing, kind: 'test', ...later };
  assert.equal(ledgerProblem([hearing, test]), undefined);

  const budget = { start: at('2026-11-23T10:00'), limit: { value: 3, unit: 'workday' as const } };
  const due = dueAt({ budget, suspensions: [hearing, test], calendar: nationalCalendar });
  assert.equal(due.toISOString(), at('2026-12-04T00:00').toISOString(), 'the 24th, 2 and 3 December count');
});

test('what is ended after its planned end ran again by itself long before', () => {
  const late = { ...hearing, endedAt: at('2026-12-10T10:00') };
  assert.equal(isSuspended([late], at('2026-11-27T23:59')), true);
  assert.equal(isSuspended([late], at('2026-11-28T00:00')), false);
});

test('a server clock that was put back finds that nothing has passed yet', () => {
  const budget = { start: at('2026-11-23T10:00'), limit: { value: 5, unit: 'workday' as const } };
  const asked = { budget, suspensions: [], calendar: nationalCalendar };
  assert.equal(elapsed(asked, at('2026-11-19T10:00')).value, 0);
  assert.equal(remaining(asked, at('2026-11-19T10:00')).value, 5);
});

test('a server in another time zone counts the days of Shanghai', () => {
  const budget = { start: new Date('2026-11-23T16:00:00Z'), limit: { value: 1, unit: 'workday' as const } };
  assert.equal(
    dueAt({ budget, suspensions: [], calendar: nationalCalendar }).toISOString(),
    at('2026-11-26T00:00').toISOString(),
    'at 16:00 in Greenwich the 24th has begun',
  );
});
