import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BundleDefinition } from './definition.ts';
import { firstParts, isGated, next, type Part, type Parts } from './next.ts';
import { aBundle, sampleBundle } from './testing.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** Bundles whose edges lead from earlier to later nodes, so that none waits for itself. */
const bundles = fc
  .tuple(
    fc.array(fc.constantFrom('case' as const, 'case' as const, 'visit' as const, 'delivery' as const), {
      minLength: keys.length,
      maxLength: keys.length,
    }),
    fc.array(
      fc.tuple(fc.nat(keys.length - 1), fc.nat(keys.length - 1), fc.constantFrom('finish-start', 'accepted-start')),
      { maxLength: 9 },
    ),
  )
  .map(([kinds, edges]) =>
    aBundle({
      nodes: keys.map((key, at) => ({ key, kind: kinds[at] ?? 'case' })),
      edges: edges.flatMap(([a, b, kind]) =>
        a === b ? [] : [`${keys[Math.min(a, b)]} ${kind} ${keys[Math.max(a, b)]}`],
      ),
    }),
  );

const ends = fc.constantFrom<Part>(
  { state: 'granted', accepted: true },
  { state: 'refused', accepted: true },
  { state: 'refused', accepted: false },
  { state: 'withdrawn', accepted: false },
  { state: 'started', accepted: true },
);

/** Lets everything that has begun end, as the plan says. */
function live(bundle: BundleDefinition, plan: readonly Part[], order: (open: readonly string[]) => string | undefined) {
  const begun: string[] = [];
  let now = next(bundle, firstParts(bundle, new Set(keys)));
  begun.push(...now.starts);
  const seen = new Set<string>();
  for (;;) {
    const open = [...now.parts].flatMap(([key, { state }]) => (state === 'started' && !seen.has(key) ? [key] : []));
    const key = order(open);
    if (key === undefined) return { begun, now };
    seen.add(key);
    const parts = new Map(now.parts).set(
      key,
      plan[keys.findIndex((known) => known === key)] ?? { state: 'granted', accepted: true },
    );
    now = next(bundle, parts);
    begun.push(...now.starts);
  }
}

test('in whatever order the parts end, the same ones begin, each once, and the same is left', () => {
  fc.assert(
    fc.property(bundles, fc.array(ends, { minLength: 6, maxLength: 6 }), (bundle, plan) => {
      const first = live(bundle, plan, (open) => open[0]);
      const last = live(bundle, plan, (open) => open.at(-1));
      assert.deepEqual(first.begun.toSorted(), last.begun.toSorted());
      assert.deepEqual([...first.now.parts], [...last.now.parts]);
      assert.equal(new Set(first.begun).size, first.begun.length);
    }),
  );
});

test('asked again with its own result, it begins nothing and stops nothing', () => {
  fc.assert(
    fc.property(bundles, fc.array(ends, { minLength: 6, maxLength: 6 }), (bundle, plan) => {
      const { now } = live(bundle, plan, (open) => open[0]);
      const again = next(bundle, now.parts);
      assert.deepEqual([again.starts, again.stops], [[], []]);
    }),
  );
});

test('a part begins exactly when the definition, read word by word, lets it', () => {
  const allows = (bundle: BundleDefinition, key: string, parts: Parts) =>
    bundle.edges
      .filter(({ to }) => to === key)
      .every(({ from, kind }) => {
        const part = parts.get(from);
        return part?.state === 'granted' || (kind === 'accepted-start' && part?.accepted === true);
      });
  fc.assert(
    fc.property(bundles, fc.array(ends, { minLength: 6, maxLength: 6 }), (bundle, plan) => {
      const { begun, now } = live(bundle, plan, (open) => open[0]);
      for (const { key, kind } of bundle.nodes)
        if (kind === 'case') assert.equal(begun.includes(key), allows(bundle, key, now.parts), key);
    }),
  );
});

const shop = sampleBundle('YJS-01');
const started: Part = { state: 'started', accepted: true };
const everything = new Set(shop.nodes.map(({ key }) => key));

test('who has a licence does not register again, and what follows begins at once', () => {
  const { starts } = next(shop, firstParts(shop, new Set(['sp', 'zp', 'hc', 'ff'])));
  assert.deepEqual(starts, ['sp', 'zp']);
});

test('a refusal stops what depends on it and nothing else; the rest is delivered', () => {
  const { parts } = next(shop, firstParts(shop, everything));
  const granted: Part = { state: 'granted', accepted: true };
  const refused = next(
    shop,
    new Map(parts).set('gc', granted).set('zz', granted).set('zp', { state: 'refused', accepted: true }),
  );
  assert.equal(refused.parts.get('sp')?.state, 'started');
  const done = new Map(refused.parts);
  for (const key of ['sp', 'xf', 'xs', 'yc', 'sdq', 'hc']) done.set(key, granted);
  const last = next(shop, done);
  assert.equal(last.parts.get('ff')?.state, 'granted');
  assert.equal(last.outcome, 'partly');
});

test('without the right to trade in the old town nothing that needs it begins', () => {
  const { parts } = next(shop, firstParts(shop, everything));
  const { stops } = next(shop, new Map(parts).set('gc', { state: 'refused', accepted: false }));
  assert.deepEqual(stops.toSorted(), ['hc', 'sp', 'xf', 'xs', 'yc', 'zp', 'zz']);
});

test('a decision waits for the joint visit, and no longer than that', () => {
  const parts = new Map(firstParts(shop, everything)).set('sp', started).set('hc', started);
  assert.equal(isGated(shop, 'sp', parts), true);
  assert.equal(isGated(shop, 'xf', parts), false);
  assert.equal(isGated(shop, 'sp', parts.set('hc', { state: 'granted', accepted: true })), false);
});

test('an optional part that is refused changes nothing of the outcome', () => {
  const { parts } = next(shop, firstParts(shop, new Set(['sp', 'yc', 'ff'])));
  const end = new Map(parts).set('sp', { state: 'granted', accepted: true } as const);
  const { outcome } = next(shop, end.set('yc', { state: 'refused', accepted: true }));
  assert.equal(outcome, 'granted');
});
