import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { settingDefaults } from '#kernel';
import { ladderOf, nationalCalendar, type ClockId, type ClockKind, type ClockLedger } from './index.ts';
import type { SuspensionId } from './kinds.ts';
import { at, day } from './testing.ts';

const clock = (kind: ClockKind, changes: Partial<ClockLedger> = {}): ClockLedger => ({
  id: randomUUID() as ClockId,
  subject: randomUUID(),
  kind,
  round: 1,
  region: '530700',
  limit: { value: 5, unit: 'workday' },
  startedAt: at('2026-11-23T10:00'),
  openedAt: at('2026-11-23T10:00'),
  legal: true,
  extensions: [],
  suspensions: [],
  raised: new Set(),
  projected: { dueAt: at('2026-12-01T00:00') },
  ...changes,
});

/** Rungs as `name level moment in Shanghai`. */
const rungs = (of: ClockLedger) =>
  ladderOf(of, nationalCalendar, settingDefaults).map(({ rung, level, at: moment }) => {
    const when = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO('Asia/Shanghai');
    return [rung, ...(level === undefined ? [] : [level]), when.toPlainDateTime().toString().slice(0, 16)].join(' ');
  });

test('who has to accept is warned when four of five days are over; then silence has accepted', () => {
  assert.deepEqual(rungs(clock('acceptance')), ['warn blue 2026-11-28T00:00', 'deemed red 2026-12-01T00:00']);
});

test('a promise is warned of at four fifths, yellow when it is broken, and red three working days later', () => {
  assert.deepEqual(rungs(clock('promised', { limit: { value: 10, unit: 'workday' } })), [
    'warn blue 2026-12-04T00:00',
    'due yellow 2026-12-08T00:00',
    'late red 2026-12-11T00:00',
  ]);
});

test('a promise of less than three days has no warning, one of three has it a day before the last ends', () => {
  const short = (value: number) => rungs(clock('promised', { limit: { value, unit: 'workday' } }));
  assert.deepEqual(
    short(2).map((rung) => rung.split(' ')[0]),
    ['due', 'late'],
  );
  assert.equal(short(3)[0], 'warn blue 2026-11-26T00:00');
  assert.equal(short(7)[0], 'warn blue 2026-12-02T00:00', 'six of seven: 80 % of seven are not whole days');
  assert.deepEqual(rungs(clock('promised', { limit: { value: 100, unit: 'hour' } })).slice(0, 2), [
    'warn blue 2026-11-26T18:00',
    'due yellow 2026-11-27T14:00',
  ]);
});

test('the law has one rung, red, and so have tasks, deliveries, orders and answers, yellow', () => {
  assert.deepEqual(rungs(clock('statutory')), ['late red 2026-12-01T00:00']);
  for (const kind of ['task', 'delivery', 'order', 'answer'] as const)
    assert.deepEqual(rungs(clock(kind)), ['due yellow 2026-12-01T00:00']);
});

test('a supplement is reminded of twice before it lapses, however short it is', () => {
  assert.deepEqual(rungs(clock('supplement', { limit: { value: 15, unit: 'workday' } })), [
    'remind1 2026-12-04T00:00',
    'remind2 2026-12-11T00:00',
    'lapse 2026-12-15T00:00',
  ]);
  assert.deepEqual(
    rungs(clock('supplement', { limit: { value: 1, unit: 'workday' } })).map((rung) => rung.split(' ')[0]),
    ['remind1', 'remind2', 'lapse'],
  );
});

test('a permit is renewed by silence at the end of the very day on which it expires, though nobody works on it', () => {
  const expiring = clock('renewal', { limit: { value: 12, unit: 'naturalDay' } });
  assert.deepEqual(rungs(expiring), ['renewed 2026-12-06T00:00'], '5 December is a Saturday');
});

test('nothing of a clock that came to be later is older than it', () => {
  const deemed = clock('promised', { openedAt: at('2026-12-01T00:00'), limit: { value: 5, unit: 'workday' } });
  assert.deepEqual(rungs(deemed).slice(0, 2), ['warn blue 2026-12-01T00:00', 'due yellow 2026-12-01T00:00']);
});

test('what stopped a clock takes away what would have come later, and nothing that came before or with it', () => {
  const stopped = (moment: string) => rungs(clock('acceptance', { stoppedAt: at(moment) })).length;
  assert.deepEqual(['2026-11-27T23:59', '2026-11-28T00:00', '2026-12-01T00:00'].map(stopped), [0, 1, 2]);
});

test('a suspension ends by itself at its planned end, on the ladder of one clock, unless it was ended before', () => {
  const carrier = clock('statutory');
  const suspension = {
    id: randomUUID() as SuspensionId,
    carrier: carrier.id,
    kind: '听证',
    basis: '行政许可法 45',
    from: at('2026-11-24T10:00'),
    plannedEnd: day('2026-11-25'),
  };
  const by = (of: ClockLedger, changes = {}) => rungs({ ...of, suspensions: [{ ...suspension, ...changes }] });
  assert.deepEqual(by(carrier), [`resume:${suspension.id} 2026-11-26T00:00`, 'late red 2026-12-02T00:00']);
  assert.deepEqual(by(clock('promised')).length, 3);
  assert.deepEqual(by(carrier, { endedAt: at('2026-11-25T20:00') }), ['late red 2026-12-02T00:00']);
});

test('a warning that came before a limit was extended is not taken back, and not given again', () => {
  const extended = (moment: string) =>
    rungs(
      clock('promised', {
        limit: { value: 10, unit: 'workday' },
        extensions: [{ value: 10, unit: 'workday', basis: '行政许可法 42', at: at(moment) }],
      }),
    );
  assert.deepEqual(extended('2026-12-04T10:00').slice(0, 2), [
    'warn blue 2026-12-04T00:00',
    'due yellow 2026-12-22T00:00',
  ]);
  assert.deepEqual(extended('2026-12-03T10:00').slice(0, 2), [
    'warn blue 2026-12-16T00:00',
    'due yellow 2026-12-22T00:00',
  ]);
});
