import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civilDate, isWorkday } from '#kernel';
import { randomHistory, type PlayedHistory, type PlayedVisit } from '../cases/testing.ts';
import { buildRoute, randomBlock, randomFrom } from '../routing/testing.ts';
import { goneOf, processFigures, type Measure, type ProcessFigures } from './process.ts';
import type { Spread } from './spread.ts';
import { STEP, wholeRoute } from './steps.ts';

const HALF_HOUR_MS = 1_800_000;
const CASES = 25;

function measureFor(seed: number): Measure {
  const route = buildRoute(randomBlock(seed, { size: 2 + (seed % 5), plain: seed % 2 === 0 }));
  const thresholds = { slowPercent: 20, bottleneckPercent: 40 };
  return { route, drawing: wholeRoute(route, { delivers: true }), promise: { value: 20, unit: 'workday' }, thresholds };
}

/** Half hour by half hour, as somebody would count it on their fingers. */
function worked(spans: PlayedVisit['waiting']): number {
  let time = 0;
  for (const [from, until] of spans)
    for (let at = from.getTime(); at < until.getTime(); at += HALF_HOUR_MS)
      if (works(civilDate(new Date(at)).toString())) time += HALF_HOUR_MS;
  return time;
}

const days = new Map<string, boolean>();

function works(day: string): boolean {
  const known = days.get(day) ?? isWorkday(Temporal.PlainDate.from(day));
  days.set(day, known);
  return known;
}

/** Takes the smallest away until as many are left as should be. */
function ranked(values: readonly number[], rank: number): number {
  const left = [...values];
  for (let taken = 1; taken < rank; taken += 1) left.splice(left.indexOf(Math.min(...left)), 1);
  return Math.min(...left);
}

function naiveSpread(values: readonly number[]): Spread {
  if (values.length === 0) return { count: 0 };
  const { length } = values;
  const middle = length % 2 === 1 ? [(length + 1) / 2, (length + 1) / 2] : [length / 2, length / 2 + 1];
  const [low = 0, high = 0] = middle.map((rank) => ranked(values, rank));
  // Of ten nine, of eleven ten: as few as are at least nine tenths.
  let rank = 1;
  while (rank * 10 < length * 9) rank += 1;
  return { count: length, median: (low + high) / 2, p90: ranked(values, rank) };
}

const stepOf = ({ stage, element }: PlayedVisit) => (stage === 'examination' ? element : STEP[stage]);

function assertStep(figures: ProcessFigures, id: string, played: readonly PlayedHistory[]): void {
  const step = figures.steps.find((each) => each.step === id) ?? assert.fail(id);
  const having = (test: (visit: PlayedVisit) => boolean) =>
    played.filter(({ visits }) => visits.some((visit) => stepOf(visit) === id && test(visit))).length;
  assert.deepEqual([step.entered, step.finished], [having(() => true), having(({ answered }) => answered)], id);
  const answered = played.flatMap(({ visits }) => visits.filter((visit) => stepOf(visit) === id && visit.answered));
  assert.deepEqual(step.waiting, naiveSpread(answered.map(({ waiting }) => worked(waiting))), id);
  assert.deepEqual(step.working, naiveSpread(answered.map(({ working }) => worked(working))), id);
}

test('figures of random histories are those that somebody counts one by one', () => {
  let told = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const measure = measureFor(seed);
    const played = Array.from({ length: CASES }, (_, at) => randomHistory(measure.route, seed * 1_000 + at));
    const gone = goneOf(
      played.map(({ history }) => history),
      measure.route,
    );
    const figures = processFigures(gone, measure);
    for (const { id, kind } of measure.drawing.nodes) if (kind === 'user') assertStep(figures, id, played);
    const clear = played.filter((_, at) => gone[at]?.way.fit === 'one' || !wasAccepted(played[at]));
    const certain = gone.filter(({ way }, at) => way.fit === 'one' || !wasAccepted(played[at]));
    const { edges } = processFigures(certain, measure);
    for (const { id } of measure.route.flows) {
      const times = clear.flatMap(({ flows }) => flows.filter((flow) => flow === id)).length;
      assert.equal(edges.find(({ flow }) => flow === id)?.times, times, id);
      told += times;
    }
    assert.equal(figures.unclear, CASES - clear.length);
  }
  assert.ok(told > 500, String(told));
});

const wasAccepted = (played: PlayedHistory | undefined) =>
  played?.history.acts.some(({ kind }) => kind === 'accepted') === true;

test('figures do not depend on the order in which cases are read', () => {
  const measure = measureFor(3);
  const histories = Array.from({ length: CASES }, (_, at) => randomHistory(measure.route, at).history);
  const random = randomFrom(7);
  const shuffled = histories.toSorted(() => random.number() - 0.5);
  assert.deepEqual(
    processFigures(goneOf(shuffled, measure.route), measure),
    processFigures(goneOf(histories, measure.route), measure),
  );
});
