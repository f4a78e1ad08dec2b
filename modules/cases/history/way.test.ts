import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildRoute, draw, randomBlock } from '../../routing/testing.ts';
import { randomHistory } from './testing.ts';
import { wayFinder } from './way.ts';

const sorted = (flows: readonly string[]) => flows.toSorted();

/** Whether everything in one list stands in the other, as often. */
function isWithin(flows: readonly string[], all: readonly string[]): boolean {
  const left = [...all];
  return flows.every((flow) => left.splice(left.indexOf(flow) >>> 0, 1).length === 1);
}

test('of cases that went through random routes the flows are found, and none that was not taken', () => {
  const fits = { one: 0, several: 0, none: 0 };
  for (let seed = 1; seed <= 150; seed += 1) {
    const route = buildRoute(randomBlock(seed, { size: 2 + (seed % 6), plain: seed % 2 === 0 }));
    const wayOf = wayFinder(route);
    for (const each of [seed, seed + 1_000, seed + 2_000]) {
      const { history, flows } = randomHistory(route, each);
      if (!history.acts.some(({ kind }) => kind === 'accepted')) continue;
      const way = wayOf(history);
      fits[way.fit] += 1;
      if (way.fit === 'one') assert.deepEqual(sorted(way.flows), sorted(flows), `seed ${each}`);
      else assert.ok(isWithin(way.flows, flows), `seed ${each}`);
      assert.notEqual(way.fit, 'none', `seed ${each}`);
    }
  }
  assert.ok(fits.one > fits.several * 4, JSON.stringify(fits));
});

test('where nothing tells two ways apart, only what they have in common is certain', () => {
  const route = draw({ start: 'start', look: 'user', way: 'exclusive', other: 'exclusive', end: 'end' }, [
    'start look',
    'look way',
    'way other if:risky',
    'way end else',
    'other end else',
  ]);
  const histories = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => randomHistory(route, seed).history);
  const passed = histories.find(({ tasks }) => tasks.some(({ stage }) => stage === 'decision')) ?? assert.fail();
  assert.deepEqual(wayFinder(route)(passed), { flows: ['start-look', 'look-way'], fit: 'several' });
});

test('tasks to which no way leads fit none', () => {
  const route = draw({ start: 'start', one: 'user', two: 'user', end: 'end' }, ['start one', 'one two', 'two end']);
  const other = draw({ start: 'start', two: 'user', one: 'user', end: 'end' }, ['start two', 'two one', 'one end']);
  const histories = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => randomHistory(other, seed).history);
  const passed = histories.find(({ tasks }) => tasks.some(({ stage }) => stage === 'decision')) ?? assert.fail();
  assert.deepEqual(wayFinder(route)(passed), { flows: [], fit: 'none' });
});
