import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applies } from './applies.ts';
import { checkBundle } from './check.ts';
import { NUMBER } from './condition.ts';
import type { BundleDefinition } from './definition.ts';
import { promiseOf } from './promise.ts';
import { sampleBundles } from './sample.ts';
import { aBundle, sampleBundle, sampleItemIds } from './testing.ts';

const known = (...keys: readonly string[]) => new Set(keys.map((key) => `T-${key}`));

test('the six bundles of the sample city have nothing wrong with them', () => {
  const bundles = sampleBundles();
  assert.equal(bundles.length, 6);
  for (const bundle of bundles) assert.deepEqual(checkBundle(bundle, sampleItemIds()), [], bundle.name);
});

test('services that wait for each other are a circle, said node by node; what waits behind it is no part of it', () => {
  const bundle = aBundle({
    nodes: [{ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' }],
    edges: ['a finish-start b', 'b finish-start c', 'c accepted-start a', 'c finish-start d'],
  });
  const [circle, ...others] = checkBundle(bundle, known('a', 'b', 'c', 'd'));
  assert.deepEqual(others, []);
  assert.equal(circle?.code, 'bundles.check.circle');
  assert.equal(circle.values?.way, 'a → b → c → a');
  const two = aBundle({ nodes: [{ key: 'a' }, { key: 'b' }], edges: ['a finish-start b', 'b finish-start a'] });
  assert.equal(checkBundle(two, known('a', 'b')).length, 1);
});

test('a number decides by FEEL, exactly at its bound; what is not asked or is no answer is refused at its node', () => {
  const area = {
    name: 'area',
    kind: 'text',
    inputmode: 'decimal',
    pattern: NUMBER,
    label: '面积',
    required: true,
  } as const;
  const when = (feel: string): BundleDefinition => {
    const plain = aBundle({ nodes: [{ key: 'a' }, { key: 'b', condition: { feel }, when: '三百平方米以上' }] });
    return { ...plain, questions: { ...plain.questions, fields: [...plain.questions.fields, area] } };
  };
  const large = when('area >= 300 and yes = true');
  assert.deepEqual(checkBundle(large, known('a', 'b')), []);
  const has = (typed: string) => applies(large, { area: typed, yes: true }).has('b');
  assert.deepEqual([has('299.99'), has('300'), has('300.00'), has('1000')], [false, true, true, true]);
  for (const feel of ['size >= 300', 'area >= "300"', 'area +', 'area', 'yes >= 3'])
    assert.deepEqual(
      checkBundle(when(feel), known('a', 'b')).map(({ code, place }) => `${code} ${place}`),
      ['bundles.check.condition nodes.b'],
      feel,
    );
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
