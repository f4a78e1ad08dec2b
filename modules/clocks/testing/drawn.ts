import fc from 'fast-check';
import { calendarOf, type Reckoning } from '../index.ts';

/** A limit with everything it is counted from, drawn in whole minutes so that it can also be counted on fingers. */
export interface Drawn {
  readonly start: number;
  readonly limit: Reckoning['budget']['limit'];
  readonly extensions: readonly Reckoning['budget']['limit'][];
  readonly suspensions: readonly DrawnSuspension[];
  /** Day after the start → whether people work, against the State Council's calendar. */
  readonly changed: readonly (readonly [offset: number, works: boolean])[];
  readonly now: number;
}

export interface DrawnSuspension {
  readonly from: number;
  readonly plannedDays: number;
  readonly endedAfter: number | undefined;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const FIRST = Date.UTC(2025, 0, 1);

const dayLimit = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constant('workday' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 90 }), unit: fc.constant('naturalDay' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 6 }), unit: fc.constant('month' as const) }),
);
const clockLimit = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 12 }), unit: fc.constant('hour' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 600 }), unit: fc.constant('minute' as const) }),
);

const around = (days: number) => ({
  start: fc.integer({ min: 0, max: 800 * DAY_MINUTES }).map((minutes) => FIRST + minutes * MINUTE_MS),
  suspensions: fc.array(
    fc.record({
      from: fc.integer({ min: -2 * DAY_MINUTES, max: days * DAY_MINUTES }),
      plannedDays: fc.integer({ min: 0, max: Math.ceil(days / 3) }),
      endedAfter: fc.option(fc.integer({ min: 0, max: Math.ceil(days / 2) * DAY_MINUTES }), { nil: undefined }),
    }),
    { maxLength: 3 },
  ),
  now: fc.integer({ min: -3 * DAY_MINUTES, max: 2 * days * DAY_MINUTES }),
});

const changed = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.boolean()), { maxLength: 8 });

export const inDays: fc.Arbitrary<Drawn> = fc.record({
  ...around(60),
  limit: dayLimit,
  extensions: fc.array(dayLimit, { maxLength: 2 }),
  changed,
});

export const byTheClock: fc.Arbitrary<Drawn> = fc.record({
  ...around(1),
  limit: clockLimit,
  extensions: fc.array(clockLimit, { maxLength: 1 }),
  changed: fc.constant([]),
});

/** What was drawn, as the module is asked. */
export function reckoning(drawn: Drawn): Reckoning {
  const { start, limit, extensions, suspensions } = drawn;
  return {
    budget: { start: new Date(start), limit, extensions },
    suspensions: suspensions.map(({ from, plannedDays, endedAfter }, at) => {
      const begins = start + from * MINUTE_MS;
      const endedAt = endedAfter === undefined ? {} : { endedAt: new Date(begins + endedAfter * MINUTE_MS) };
      const planned = Temporal.PlainDate.from(civil(begins + plannedDays * DAY_MINUTES * MINUTE_MS));
      return { kind: `kind ${at}`, basis: '', from: new Date(begins), plannedEnd: planned, ...endedAt };
    }),
    calendar: calendarOf('530721', {
      days: changedDays(drawn).map(([day, works]) => ({ day: Temporal.PlainDate.from(day), works })),
    }),
  };
}

/** The moment at which it is looked at. */
export function momentOfLooking({ start, now }: Drawn): number {
  return start + now * MINUTE_MS;
}

export function changedDays({ start, changed }: Drawn): readonly (readonly [day: string, works: boolean])[] {
  return changed.map(([offset, works]) => [civil(start + offset * DAY_MINUTES * MINUTE_MS), works]);
}

/** The date in Shanghai, by adding eight hours and reading what UTC would say. */
export function civil(at: number): string {
  return new Date(at + 480 * MINUTE_MS).toISOString().slice(0, 10);
}
