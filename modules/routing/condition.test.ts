import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCondition } from './condition.ts';

function ask(text: string, facts: Readonly<Record<string, unknown>>): boolean | undefined {
  return readCondition(text)?.(facts);
}

test('a condition sees the facts and what was said at each task', () => {
  assert.equal(ask('area > 100', { area: 100.5 }), true);
  assert.equal(ask('outcome.fire = "agree"', { outcome: { fire: 'object' } }), false);
  assert.equal(ask('list contains(kinds, "烟草")', { kinds: ['食品', '烟草'] }), true);
});

test('what nobody has said decides nothing, and a text is no number', () => {
  assert.equal(ask('area > 100', {}), undefined);
  assert.equal(ask('area > 100', { area: '200' }), undefined);
  assert.equal(ask('area', { area: 5 }), undefined);
});

test('the clock of a condition is the moment of the facts', () => {
  const facts = { at: '2026-11-23T08:00:00+08:00' };
  assert.equal(ask('today() >= date("2026-11-23")', facts), true);
  assert.equal(ask('today() > date("2030-01-01")', facts), false);
  assert.equal(ask('today() > date("2030-01-01")', {}), undefined);
});

test('what cannot be read is no condition', () => {
  assert.equal(readCondition('area >'), undefined);
});
