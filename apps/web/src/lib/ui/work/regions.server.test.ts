import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressLevels, chosenRegion } from './regions.server.ts';

const YUNNAN = '530000';
const LIJIANG = '530700';
const GUCHENG = '530702';

test('an empty address begins in the home city and asks for the county', () => {
  const levels = addressLevels(undefined);

  assert.deepEqual(
    levels.map(({ level, chosen }) => [level, chosen]),
    [
      ['province', YUNNAN],
      ['prefecture', LIJIANG],
      ['county', undefined],
    ],
  );
});

test('a chosen county brings the towns below it', () => {
  const deepest = addressLevels(GUCHENG).at(-1);

  assert.equal(deepest?.level, 'town');
  assert.ok(deepest.options.every(({ code }) => code.startsWith(GUCHENG)));
});

test('the town of the county chosen before is dropped when the county changes', () => {
  assert.equal(chosenRegion([YUNNAN, LIJIANG, '530721', '530702001']), '530721');
  assert.equal(chosenRegion([YUNNAN, LIJIANG, GUCHENG, '530702001']), '530702001');
});

test('a county of another province is not taken', () => {
  assert.equal(chosenRegion(['440000', LIJIANG, GUCHENG]), '440000');
});
