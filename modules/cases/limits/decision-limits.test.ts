import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Limit } from '#clocks';
import { decisionLimits } from './decision-limits.ts';

const days = (value: number): Limit => ({ value, unit: 'workday' });

test('the promise of an item counts beside the limit of the law', () => {
  assert.deepEqual(decisionLimits({ itemType: '01', statutoryLimit: days(20), promisedLimit: days(7) }, 20), {
    promised: days(7),
    statutory: days(20),
  });
});

test('a permit of which nobody says how long is decided within twenty days (行政许可法 42)', () => {
  assert.deepEqual(decisionLimits({ itemType: '01' }, 30), { promised: days(20), statutory: days(20) });
});

test('of what is no permit and has no limit the platform promises its own', () => {
  assert.deepEqual(decisionLimits({ itemType: '07' }, 30), { promised: days(30) });
});

test('at once, and a part of a day, is by the end of the next one; what nobody can have meant is no limit', () => {
  assert.deepEqual(decisionLimits({ itemType: '07', promisedLimit: days(0) }, 30).promised, days(1));
  assert.deepEqual(decisionLimits({ itemType: '07', promisedLimit: days(0.5) }, 30).promised, days(1));
  assert.deepEqual(
    decisionLimits({ itemType: '07', promisedLimit: { value: 0, unit: 'minute' } }, 30).promised,
    days(1),
  );
  assert.deepEqual(decisionLimits({ itemType: '07', promisedLimit: days(9_999) }, 30).promised, days(30));
});
