import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHistory } from '../cases/testing.ts';
import { buildRoute, draw, randomBlock } from '../routing/testing.ts';
import type { Gone } from './deviations.ts';
import { deviationsOf } from './deviations.ts';
import { flowsOf } from './flows-of.ts';
import { mergeRare } from './merge-rare.ts';
import { goneOf, type Measure } from './process.ts';
import { mayBeTold, publicFigures } from './public-figures.ts';
import { wholeRoute } from './steps.ts';

const SMALLEST = 10;
const thresholds = { slowPercent: 20, bottleneckPercent: 40 };
const promise = { value: 20, unit: 'workday' } as const;

function measureOf(route: Measure['route']): Measure {
  return { route, drawing: wholeRoute(route, { delivers: true }), promise, thresholds };
}

const straight = draw({ start: 'start', look: 'user', end: 'end' }, ['start look', 'look end']);

function cases(route: Measure['route'], count: number, seed: number): readonly Gone[] {
  const histories = Array.from({ length: count }, (_, at) => randomHistory(route, seed * 10_000 + at).history);
  return goneOf(histories, route);
}

/** Every set of cases that some figure of a map counts, found without the code that makes figures. */
function cells(shown: readonly Gone[]): readonly ReadonlySet<string>[] {
  const sets = new Map<string, Set<string>>();
  const add = (cell: string, { history }: Gone) => {
    const set = sets.get(cell) ?? new Set();
    sets.set(cell, set.add(history.id));
  };
  for (const gone of shown) {
    add('all', gone);
    for (const flow of flowsOf(gone)) add(`flow ${flow}`, gone);
    for (const { step = '', end } of gone.visits) {
      add(`entered ${step}`, gone);
      if (end !== 'stopped') add(`finished ${step}`, gone);
    }
    add(`fit ${gone.way.fit}`, gone);
  }
  return [...sets.values()];
}

/** The smallest group, of one case or more, that somebody finds who lays any two figures side by side. */
function smallestDifference(shown: readonly Gone[]): number {
  const all = cells(shown);
  const sizes = all.flatMap((one) =>
    all.flatMap((other) => [one.difference(other).size, one.intersection(other).size]),
  );
  return Math.min(...sizes.filter((size) => size > 0), Number.POSITIVE_INFINITY);
}

test('no figure, and no difference of two, tells of fewer than ten cases, whatever happened', () => {
  let shownAtAll = 0;
  let wouldTell = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const route = seed % 3 === 0 ? straight : buildRoute(randomBlock(seed, { size: 1 + (seed % 3), plain: true }));
    const all = cases(route, 10 + seed * 4, seed);
    const { shown, rest, groups } = mergeRare(all, SMALLEST);
    assert.equal(shown.length + rest, all.length);
    assert.ok(rest === 0 || rest >= SMALLEST, `rest ${rest} with seed ${seed}`);
    assert.ok(groups.every((size) => size >= SMALLEST));
    assert.ok(smallestDifference(shown) >= SMALLEST, `seed ${seed}`);
    if (shown.length > 0) shownAtAll += 1;
    if (smallestDifference(all) < SMALLEST) wouldTell += 1;
  }
  assert.ok(shownAtAll > 30, String(shownAtAll));
  // Without merging most maps would tell something.
  assert.ok(wouldTell > 30, String(wouldTell));
});

test('a deviation is told only if neither those who had it nor those who had not are few', () => {
  for (const [count, of, told] of [
    [0, 30, true],
    [9, 30, false],
    [10, 30, true],
    [20, 30, true],
    [21, 30, false],
    [30, 30, true],
  ] as const)
    assert.equal(mayBeTold(count, { of, smallest: SMALLEST }), told, `${count} of ${of}`);

  const measure = measureOf(straight);
  const budgeted = new Set<string | undefined>(
    measure.drawing.nodes.flatMap((node) => ('work' in node && node.work.budget ? [node.id] : [])),
  );
  for (let seed = 1; seed <= 20; seed += 1) {
    const all = cases(straight, 120, seed);
    const { shown } = mergeRare(all, SMALLEST);
    for (const { kind, count } of publicFigures(all, measure, SMALLEST).deviations) {
      const real = shown.filter((gone) => deviationsOf(gone, measure.drawing).includes(kind)).length;
      if (count !== undefined) assert.equal(count, real);
      // Late is only who finished something that has a time; of the others nothing follows.
      const late = shown.filter(({ visits }) => visits.some(({ end, step }) => end === 'done' && budgeted.has(step)));
      const of = kind === 'overBudget' ? late.length : shown.length;
      const few = [real, of - real].some((cell) => cell > 0 && cell < SMALLEST);
      if (kind === 'overBudget' || kind === 'supplement' || kind === 'withdrawn')
        assert.equal(count === undefined, few, `${kind} ${real} of ${of}`);
    }
  }
});

test('what everybody may see holds no case, nobody, and no time finer than a tenth of a working day', () => {
  const figures = publicFigures(cases(straight, 120, 4), measureOf(straight), SMALLEST);
  const text = JSON.stringify(figures);
  assert.doesNotMatch(text, /case-|no-\d|\d{4}-\d\d-\d\dT/);
  assert.ok(figures.shown > 0);
  const times = figures.steps.flatMap(({ waiting, working }) => [waiting, working]);
  for (const { count, median, p90 } of times) {
    assert.equal(median === undefined, count === 0);
    for (const value of [median ?? 0, p90 ?? 0]) assert.equal(Math.round(value * 10) / 10, value);
  }
});

test('fewer than ten cases together show nothing but how many they are', () => {
  const all = cases(straight, 9, 1);
  assert.deepEqual(mergeRare(all, SMALLEST), { shown: [], rest: 9, groups: [] });
});
