import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { translator } from '#kernel';
import { assessmentCsv, assessmentJson } from './assessment-file.ts';
import type { Evidence, Ratio } from './evidence.ts';
import { indicators } from './indicators.ts';
import { judge, reachedOf } from './judge.ts';

const NONE = { count: 0, of: 0 };
const t = translator('zh-CN');

function evidence(more: Partial<Evidence> = {}): Evidence {
  return {
    at: new Date('2026-11-23T02:00:00Z'),
    items: [],
    depths: { received: 0, three: 0, four: 0 },
    days: NONE,
    deemed: NONE,
    closedInPublic: NONE,
    filingsTold: NONE,
    specialsTold: NONE,
    found: NONE,
    foundNothing: NONE,
    bundles: NONE,
    popular: NONE,
    jumps: NONE,
    ...more,
  };
}

const judged = (id: string, more: Partial<Evidence>) => judge(evidence(more)).indicators.find((each) => each.id === id);

test('the points are those of the grid: a hundred, in five dimensions', () => {
  const { dimensions, total } = judge(evidence());
  assert.deepEqual(
    dimensions.map(({ dimension, points }) => [dimension, points]),
    [
      ['A', 25],
      ['B', 25],
      ['C', 15],
      ['D', 15],
      ['E', 20],
    ],
  );
  assert.deepEqual(total, { earned: 0, measurable: 0, points: 100 });
});

test('what nobody measures earns nothing and costs nothing, and says what is missing', () => {
  const missing = judge(evidence()).indicators.filter(({ state }) => state === 'missing');
  assert.ok(missing.length > 8);
  for (const { id, earned, measured } of missing) {
    assert.deepEqual([earned, measured], [undefined, undefined]);
    assert.ok(t(`assessment.${id}.missing`).length > 5);
  }
  assert.equal(judged('C2a', { found: NONE })?.state, 'nothing');
});

test('points are in proportion to the full mark, which cannot be passed', () => {
  assert.equal(judged('C2a', { found: { count: 90, of: 100 } })?.earned, 2);
  assert.equal(judged('C2a', { found: { count: 45, of: 100 } })?.earned, 1);
  assert.equal(judged('C2b', { foundNothing: { count: 6, of: 100 } })?.earned, 1);
  assert.equal(judged('B5', { bundles: { count: 6, of: 9 } })?.earned, 1.84, 'six of thirteen, not of nine');
  assert.equal(judged('C2a', { found: { count: 8_999, of: 10_000 } })?.earned, 1.99, 'not by rounding');
});

test('fairness is no matter of points: it holds, or it does not, or nobody knows', () => {
  const { veto, total } = judge(
    evidence({ deemed: { count: 1, of: 1_000 }, closedInPublic: { count: 5, of: 5 }, jumps: { count: 1, of: 1_000 } }),
  );
  assert.deepEqual(veto, { broken: ['F2'], unknown: ['F4'] });
  assert.equal(total.measurable, 0);
});

test('more of what is good never costs points, and the sum is that of its parts', () => {
  const ratio = fc
    .tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 }))
    .map(([count, rest]): Ratio => ({ count, of: count + rest }));
  fc.assert(
    fc.property(ratio, ratio, fc.constantFrom(...indicators), (found, popular, indicator) => {
      const { indicators: all, total } = judge(evidence({ found, popular }));
      const measured = all.filter(({ state }) => state === 'measured');
      const earned = measured.reduce((sum, each) => sum + (each.earned ?? 0), 0);
      assert.ok(Math.abs(earned - total.earned) < 0.011);
      assert.ok(measured.every((each) => (each.earned ?? 0) <= each.points));
      if (found.of === 0) return;
      const better = reachedOf(indicator, { count: found.count + 1, of: found.of });
      const now = reachedOf(indicator, found);
      assert.ok(indicator.toward === 'more' ? better >= now : better <= now);
    }),
  );
});

test('every indicator says in words what it is, how it is counted and where from, in the file as well', () => {
  const made = { number: 1, at: new Date('2026-11-23T02:00:00Z'), assessment: judge(evidence()) };
  const lines = assessmentCsv(made, t).trimEnd().split('\r\n');
  assert.equal(lines.length, indicators.length + 1);
  const json = JSON.parse(assessmentJson(made, t)) as { indicators: { id: string; formula: string }[] };
  assert.deepEqual(
    json.indicators.map(({ id }) => id),
    indicators.map(({ id }) => id),
  );
  assert.ok(json.indicators.every(({ formula }) => formula.length > 5));
});
