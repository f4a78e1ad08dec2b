import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphOf } from '../engine/graph.ts';
import type { Route } from '../route.ts';
import { playTangle, type Went } from '../testing/play-tangle.ts';
import { tangle } from '../testing/tangle.ts';
import { checkRoute } from './check-route.ts';
import { explore } from './explore.ts';
import { Net } from './net.ts';
import { scopesOf } from './scope.ts';

/** Routes tied at random, without circles in which nobody does anything; and what the checks say of each. */
const tangles = Array.from({ length: 400 }, (_, seed) => tangle(seed, 3 + (seed % 7)))
  .map((route) => ({ route, codes: checkRoute(route, { isCondition: () => true }).map(({ code }) => code) }))
  .filter(({ codes }) => !codes.includes('route.empty-circle'));

function played(route: Route): ReadonlySet<Went> {
  return new Set(Array.from({ length: 25 }, (_, seed) => playTangle(route, seed).went));
}

test('engine and naive game agree on any route, and what the checks find sound never gets stuck nor runs twice', () => {
  const sound = tangles.filter(({ codes }) => codes.length === 0);
  assert.ok(sound.length > 80 && sound.length < tangles.length - 80, `${sound.length} of ${tangles.length} are sound`);

  for (const { route, codes } of tangles) {
    const went = played(route);
    const isBad = went.has('stuck') || went.has('twice');
    assert.ok(!isBad || codes.length > 0, JSON.stringify(route.flows.map(({ id }) => id)));
  }
});

test('a net says the same before and after it is reduced', () => {
  for (const { route, codes } of tangles.slice(0, 150)) {
    const [scope] = scopesOf(graphOf(route, () => undefined));
    assert.ok(scope !== undefined);
    assert.equal(
      explore(new Net(scope)).length === 0,
      codes.length === 0,
      JSON.stringify(route.flows.map(({ id }) => id)),
    );
  }
});
