import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadline } from './deadline.ts';
import type { Limit } from './budget.ts';

const at = (text: string) => new Date(text);
const until = (from: string, value: number, unit: Limit['unit']) => deadline(at(from), { value, unit }).toISOString();

test('a limit in days begins on the next day and ends at midnight in Shanghai', () => {
  assert.equal(until('2026-11-23T10:00:00+08:00', 5, 'workday'), at('2026-12-01T00:00:00+08:00').toISOString());
  assert.equal(until('2026-11-23T23:59:59+08:00', 1, 'workday'), at('2026-11-25T00:00:00+08:00').toISOString());
  assert.equal(until('2026-11-24T00:00:00+08:00', 1, 'workday'), at('2026-11-26T00:00:00+08:00').toISOString());
});

test('calendar days and months that end on a day without work end on the next working day', () => {
  assert.equal(until('2026-11-23T10:00:00+08:00', 5, 'naturalDay'), at('2026-12-01T00:00:00+08:00').toISOString());
  assert.equal(until('2026-01-31T10:00:00+08:00', 1, 'month'), at('2026-03-01T00:00:00+08:00').toISOString());
  assert.equal(until('2026-09-28T10:00:00+08:00', 5, 'naturalDay'), at('2026-10-09T00:00:00+08:00').toISOString());
});

test('a working day that was made up for counts, a holiday does not', () => {
  // 2026-10-10 is a Saturday on which people work for the National Day holidays.
  assert.equal(until('2026-10-09T10:00:00+08:00', 1, 'workday'), at('2026-10-11T00:00:00+08:00').toISOString());
  assert.equal(until('2026-09-30T10:00:00+08:00', 1, 'workday'), at('2026-10-09T00:00:00+08:00').toISOString());
});

test('hours and minutes run from the moment itself', () => {
  assert.equal(until('2026-11-23T10:00:00+08:00', 36, 'hour'), at('2026-11-24T22:00:00+08:00').toISOString());
  assert.equal(until('2026-11-23T10:00:00+08:00', 30, 'minute'), at('2026-11-23T10:30:00+08:00').toISOString());
});
