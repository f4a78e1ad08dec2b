import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applies } from './applies.ts';
import { checkBundle } from './check.ts';
import { promiseOf } from './promise.ts';
import { sampleBundles } from './sample.ts';
import { aBundle, sampleBundle, sampleItemIds } from './testing.ts';

const known = (...keys: readonly string[]) => new Set(keys.map((key) => `T-${key}`));

test('the six bundles of the sample city have nothing wrong with them', () => {
  const bundles = sampleBundles();
  assert.equal(bundles.length, 6);
  for (const bundle of bundles) assert.deepEqual(checkBundle(bundle, sampleItemIds()), [], bundle.name);
});

test('two services that wait for each other are a circle, at their places', () => {
  const bundle = aBundle({ nodes: [{ key: 'a' }, { key: 'b' }], edges: ['a finish-start b', 'b finish-start a'] });
  assert.deepEqual(checkBundle(bundle, known('a', 'b')), [
    { code: 'bundles.check.circle', place: 'nodes.a' },
    { code: 'bundles.check.circle', place: 'nodes.b' },
  ]);
});

test('a visit after the acceptance and before the decision of the same service is no circle', () => {
  const edges = ['a accepted-start visit', 'visit finish-decide a'];
  const nodes = [{ key: 'a' }, { key: 'visit', kind: 'visit' as const }];
  assert.deepEqual(checkBundle(aBundle({ nodes, edges }), known('a')), []);
  const late = aBundle({ nodes, edges: ['a finish-start visit', 'visit finish-decide a'] });
  assert.ok(checkBundle(late, known('a')).some(({ code }) => code === 'bundles.check.circle'));
});

test('what refers to nothing, asks what is not asked, or is no service is said with its place', () => {
  const bundle = aBundle({
    nodes: [{ key: 'a' }, { key: 'b', condition: { field: 'no', equals: true }, when: '不知道' }],
    edges: ['a finish-start c', 'a finish-start a'],
  });
  assert.deepEqual(
    checkBundle(bundle, known('a')).map(({ code, place }) => `${code} ${place}`),
    [
      'bundles.check.unknown-item nodes.b',
      'bundles.check.condition nodes.b',
      'bundles.check.unknown-node edges.0',
      'bundles.check.itself edges.1',
    ],
  );
});

test('the promise of a bundle is its longest way, and what does not apply takes no time', () => {
  const shop = sampleBundle('YJS-01');
  const inOldTown = { oldTown: true, licence: false, area: 'small', crowded: true, sign: true, fitting: true };
  const all = promiseOf(shop, applies(shop, { ...inOldTown, tobacco: true, utilities: true }));
  // One day for the old town, none for the licence, eight for tobacco, or seven for fitting out.
  assert.equal(all.days, 9);
  assert.deepEqual(all.nodes.get('sp'), { begins: 1, ends: 6 });
  const small = promiseOf(shop, applies(shop, { oldTown: false, licence: true, area: 'small', crowded: false }));
  assert.equal(small.days, 5);
  assert.equal(small.nodes.get('gc'), undefined);
});
