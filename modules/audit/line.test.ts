import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Line } from './line.ts';

test('a line is always in order, whoever joins, leaves and comes back', () => {
  const moves = fc.array(fc.tuple(fc.boolean(), fc.nat(400)), { maxLength: 400 });
  fc.assert(
    fc.property(moves, (steps) => {
      const line = new Line<{ readonly key: number }>((one, other) => one.key - other.key);
      const known = new Map<number, { readonly key: number }>();
      for (const [joins, key] of steps) {
        const thing = known.get(key) ?? { key };
        if (joins && !known.has(key)) line.add(thing);
        if (!joins) line.remove(thing);
        if (joins) known.set(key, thing);
        else known.delete(key);
      }
      const expected = [...known.keys()].toSorted((one, other) => one - other);
      assert.equal(line.length, expected.length);
      assert.deepEqual(
        expected.map((_, place) => line.at(place)?.key),
        expected,
      );
      assert.deepEqual(
        line.drain().map(({ key }) => key),
        expected,
      );
    }),
  );
});

test('10,000 who wait are no burden to those who come and go at both ends', () => {
  const line = new Line<{ readonly key: number }>((one, other) => one.key - other.key);
  const things = Array.from({ length: 50_000 }, (_, key) => ({ key }));
  things.slice(0, 10_000).forEach((thing) => line.add(thing));
  for (let at = 10_000; at < things.length; at += 1) {
    const [first, next] = [line.at(0), things[at]];
    if (first !== undefined) line.remove(first);
    if (next !== undefined) line.add(next);
  }
  assert.deepEqual([line.length, line.at(0)?.key, line.at(9_999)?.key], [10_000, 40_000, 49_999]);
});
