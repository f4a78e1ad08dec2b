import assert from 'node:assert/strict';
import { test } from 'node:test';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import type { ItemVersionId } from '#catalogue';
import type { CaseStamps, Pause } from '#cases';
import { WORKDAY_MS, type Limit } from '#clocks';
import type { UnitId } from '#identity';
import { promiseEnds, spentOn } from './spent-on.ts';

const at = (text: string) => new Date(`${text}+08:00`);

function stamps(more: Partial<CaseStamps> = {}): CaseStamps {
  const receivedAt = at('2026-11-02T09:00');
  return {
    version: 1n as ItemVersionId,
    unit: 'unit' as UnitId,
    receivedAt,
    acceptedAt: at('2026-11-03T09:00'),
    deemed: false,
    prioritised: false,
    pauses: [],
    ...more,
  };
}

const days = (more: Partial<CaseStamps>) => (spentOn(stamps(more)) ?? Number.NaN) / WORKDAY_MS;

test('time runs from acceptance, in working days', () => {
  assert.equal(days({ decidedAt: at('2026-11-06T09:00') }), 3);
  assert.equal(days({ decidedAt: at('2026-11-09T09:00') }), 4, 'a weekend does not count');
  assert.equal(spentOn(stamps()), undefined, 'nothing was decided');
});

test('where nobody accepted in time, it runs from the day of receipt, or of the supplement (行政许可法 32(4))', () => {
  const decidedAt = at('2026-11-10T09:00');
  assert.equal(days({ deemed: true, decidedAt }), 6);
  assert.equal(days({ deemed: true, suppliedAt: at('2026-11-06T09:00'), decidedAt }), 2);
});

test('a special procedure does not count, and a promise waits for it (行政许可法 45)', () => {
  const decidedAt = at('2026-11-13T09:00');
  const pauses = [{ from: at('2026-11-04T09:00'), until: at('2026-11-10T09:00') }];
  assert.equal(days({ decidedAt, pauses }), 4);
  const promise = { value: 5, unit: 'workday' } as const;
  assert.deepEqual(promiseEnds(stamps(), promise), at('2026-11-11T00:00'));
  assert.deepEqual(promiseEnds(stamps({ pauses }), promise), at('2026-11-17T00:00'));
  assert.equal(promiseEnds(stamps({ pauses: [{ from: at('2026-11-04T09:00') }] }), promise), undefined);
  const tooLate = [{ from: at('2026-11-11T09:00') }];
  assert.deepEqual(promiseEnds(stamps({ pauses: tooLate }), promise), at('2026-11-11T00:00'));
});

test('hours run on as hours', () => {
  const pauses = [{ from: at('2026-11-03T10:00'), until: at('2026-11-03T12:00') }];
  assert.deepEqual(promiseEnds(stamps({ pauses }), { value: 4, unit: 'hour' }), at('2026-11-03T15:00'));
});

/** Day by day: each is crossed off unless a procedure covers it; nothing ends while one is going on. */
function naive({ acceptedAt = new Date(), pauses }: CaseStamps, { value, unit }: Limit): string {
  const nameOf = (day: Temporal.PlainDate) => day.toString();
  const dayOf = (moment: Date) => nameOf(Temporal.PlainDate.from(moment.toISOString().slice(0, 10)));
  const begin = Temporal.PlainDate.from(dayOf(acceptedAt));
  const spans = pauses.map(({ from, until = from }) => [dayOf(from), dayOf(until)] as const);
  let left = unit === 'month' ? begin.until(begin.add({ months: value }), { largestUnit: 'day' }).days : value;
  for (let day = begin; ; day = day.add({ days: 1 })) {
    const name = nameOf(day);
    const works = chineseDays.isWorkday(name);
    const covered = spans.some(([from, until]) => from < name && name <= until);
    if (name !== nameOf(begin) && !covered && (works || unit !== 'workday')) left -= 1;
    const paused = spans.some(([from, until]) => from <= name && name < until);
    const mayEnd = works || (unit === 'workday' && name === nameOf(begin));
    if (left <= 0 && !paused && mayEnd) return name;
  }
}

test('a promise in days ends where somebody who crosses off the days of a calendar finds its end', () => {
  const noon = (day: number) => new Date(Date.UTC(2026, 8, 1 + day, 4));
  const pause = fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 15 }));
  const story = fc.record({
    begin: fc.integer({ min: 0, max: 60 }),
    gaps: fc.array(pause, { maxLength: 3 }),
    unit: fc.constantFrom<Limit['unit']>('workday', 'naturalDay', 'month'),
    value: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(story, ({ begin, gaps, unit, value }) => {
      let day = begin;
      const pauses = gaps.map(([gap, length]): Pause => {
        const from = day + gap + 1;
        day = from + length;
        return { from: noon(from), until: noon(day) };
      });
      const own = stamps({ acceptedAt: noon(begin), pauses });
      const limit = { value: unit === 'month' ? value % 3 : value, unit };
      const ends = promiseEnds(own, limit) ?? assert.fail();
      const last = new Date(ends.getTime() + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
      assert.equal(last, naive(own, limit));
    }),
    { numRuns: 2_000 },
  );
});
