import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { civilDate } from '#kernel';
import { readLimit } from './budget.ts';
import { nationalCalendar } from './calendar.ts';
import type { Limit } from './deadline.ts';
import { dueAt } from './project.ts';
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
  const limit = readLimit(Number(value), unit);
  return typeof limit === 'string' ? assert.fail(`${text}: ${limit}`) : limit;
}

function suspensionsOf(text = ''): readonly Suspension[] {
  return text === ''
    ? []
    : text.split(', ').map((span) => {
        const [from, until] = span.split(' to ');
        return { from: at(from), until: at(until) };
      });
}

test('the page of worked examples has one for every kind of limit', () => {
  assert.ok(rows.length >= 20);
  for (const unit of ['workday', 'naturalDay', 'month']) assert.ok(rows.some(({ limit }) => limit?.endsWith(unit)));
});

for (const { law, what, begins, limit, longer, still, last } of rows)
  test(`${law}: ${what}`, () => {
    const extensions = longer === '' ? [] : [limitOf(longer)];
    const budget = { startedAt: at(begins), limit: limitOf(limit), extensions };
    const due = dueAt({ budget, suspensions: suspensionsOf(still), calendar: nationalCalendar });
    assert.equal(due && civilDate(new Date(due.getTime() - 1)).toString(), last);
  });
