import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { civilDate } from '#kernel';
import { limitProblem, type Limit } from './budget.ts';
import { nationalCalendar } from './calendar.ts';
import { dueOn } from './project.ts';
import type { Suspension } from './suspension.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/time-limits.md'), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const [, law, what, begins, limit, longer, still, last] = line.split('|').map((cell) => cell.trim());
  return last === undefined || law === 'Law' || law === '---'
    ? []
    : [{ law, what, begins, limit, longer, still, last }];
});

const at = (text = '') => new Date(`${text.includes('T') ? text : `${text}T10:00`}:00+08:00`);

function limitOf(text = ''): Limit {
  const [value, unit] = text.split(' ');
  const limit = { value: Number(value), unit: unit as Limit['unit'] };
  assert.equal(limitProblem(limit), undefined, text);
  return limit;
}

function suspensionsOf(text = ''): readonly Suspension[] {
  return text === ''
    ? []
    : text.split(', ').map((span) => {
        const [from, until] = span.split(' to ');
        const endedAt = at(until);
        return { kind: 'review', basis: '行政许可法 45', from: at(from), plannedEnd: civilDate(endedAt), endedAt };
      });
}

test('the page of worked examples has one for every kind of limit', () => {
  assert.ok(rows.length >= 20);
  for (const unit of ['workday', 'naturalDay', 'month']) assert.ok(rows.some(({ limit }) => limit?.endsWith(unit)));
});

for (const { law, what, begins, limit, longer, still, last } of rows)
  test(`${law}: ${what}`, () => {
    const extensions = longer === '' ? [] : [limitOf(longer)];
    const budget = { start: at(begins), limit: limitOf(limit), extensions };
    const day = dueOn({ budget, suspensions: suspensionsOf(still), calendar: nationalCalendar });
    assert.equal(day.toString(), last);
  });
