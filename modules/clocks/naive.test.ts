import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Calendar } from './calendar.ts';
import type { Limit } from './deadline.ts';
import { dueAt, type Projecting } from './project.ts';
import type { Suspension } from './suspension.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];
/** Shanghai is eight hours ahead, all year. */
const OFFSET = 8 * 60 * MINUTE;
const START = Date.UTC(2026, 0, 1);
/** Days since 1970 as Shanghai counts them. */
const dayOf = (at: number) => Math.floor((at + OFFSET) / DAY);
const dateOf = (day: number) => new Date(day * DAY);

interface Asked {
  readonly startedAt: number;
  readonly limit: Limit;
  readonly extensions: readonly Limit[];
  readonly suspensions: readonly { readonly from: number; readonly until: number }[];
  /** Days without work, by their distance from the first day, again and again. */
  readonly off: readonly boolean[];
}

const isOff = ({ off }: Asked, day: number) => off[(day - dayOf(START)) % off.length] ?? false;

/**
 * The same, as somebody would do it with a calendar on the wall and a pencil: day after day, each looked at for itself. It
 * knows nothing of gaps that touch, of sums or of instants that are added up.
 */
function byHand(asked: Asked): number {
  let at = asked.startedAt;
  let unit: Limit['unit'] | undefined;
  const limits = [asked.limit, ...asked.extensions];
  const together = limits.reduce<Limit[]>((list, { value, unit: next }) => {
    if (unit === next) list.push({ value: (list.pop()?.value ?? 0) + value, unit: next });
    else list.push({ value, unit: next });
    unit = next;
    return list;
  }, []);
  for (const limit of together) at = afterOne(asked, at, limit);
  return at;
}

function afterOne(asked: Asked, start: number, { value, unit }: Limit): number {
  if (unit === 'hour' || unit === 'minute') return minuteByMinute(asked, start, unit === 'hour' ? value * 60 : value);
  // What ended at midnight ended with the day before.
  let day = start === asked.startedAt ? dayOf(start) : dayOf(start - 1);
  if (unit === 'month') day = monthByMonth(asked, day, value);
  else
    for (let left = value; left > 0;) {
      day += 1;
      if (!stands(asked, day) && (unit === 'naturalDay' || !isOff(asked, day))) left -= 1;
    }
  while (unit !== 'workday' && (isOff(asked, day) || stands(asked, day))) day += 1;
  return (day + 1) * DAY - OFFSET;
}

function monthByMonth(asked: Asked, first: number, months: number): number {
  const date = dateOf(first);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const longest = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  let last = Date.UTC(year, month, Math.min(date.getUTCDate(), longest)) / DAY;
  for (let day = first + 1; day <= last; day += 1) if (stands(asked, day)) last += 1;
  return last;
}

function minuteByMinute({ suspensions }: Asked, start: number, minutes: number): number {
  let at = start;
  for (let left = minutes; left > 0; at += MINUTE)
    if (!suspensions.some(({ from, until }) => from <= at && at < until)) left -= 1;
  return at;
}

/** Whether a day lies in a suspension: the day on which it began does not, the day on which it ended does. */
function stands({ suspensions }: Asked, day: number): boolean {
  return suspensions.some(({ from, until }) => {
    // Suspensions that touch are one, which began when the first of them did.
    const whole = joined(suspensions, from, until);
    return dayOf(whole.from) < day && day <= Math.max(dayOf(whole.from), dayOf(whole.until - 1));
  });
}

function joined(
  all: Asked['suspensions'],
  from: number,
  until: number,
): { readonly from: number; readonly until: number } {
  const other = all.find(
    (each) => each.from <= until && each.until >= from && (each.from < from || each.until > until),
  );
  return other === undefined ? { from, until } : joined(all, Math.min(from, other.from), Math.max(until, other.until));
}

function projected(asked: Asked): number | undefined {
  const calendar: Calendar = {
    isWorked: (day) => !isOff(asked, Date.UTC(day.year, day.month - 1, day.day) / DAY),
    isPublished: () => true,
  };
  const suspensions = asked.suspensions.map(({ from, until }): Suspension => ({
    from: new Date(from),
    until: new Date(until),
  }));
  const budget = { startedAt: new Date(asked.startedAt), limit: asked.limit, extensions: asked.extensions };
  const projecting: Projecting = { budget, suspensions, calendar };
  return dueAt(projecting)?.getTime();
}

const minute = (from: number, until: number) =>
  fc.integer({ min: from * 1440, max: until * 1440 }).map((count) => START + count * MINUTE);
const days = fc.record({ value: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom('workday', 'naturalDay') });
const months = fc.record({ value: fc.integer({ min: 1, max: 2 }), unit: fc.constant('month') });
const short = fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom('hour', 'minute') });
const limit = fc.oneof({ weight: 4, arbitrary: days }, months, short) as fc.Arbitrary<Limit>;
const suspension = fc.tuple(minute(0, 60), fc.integer({ min: 0, max: 12 * 1440 })).map(([from, length]) => ({
  from,
  until: from + length * MINUTE,
}));
const anything: fc.Arbitrary<Asked> = fc.record({
  startedAt: minute(0, 20),
  limit,
  extensions: fc.array(limit, { maxLength: 2 }),
  suspensions: fc.array(suspension, { maxLength: 4 }),
  // Somebody works at some time, or nothing ever ends.
  off: fc.array(fc.boolean(), { minLength: 3, maxLength: 14 }).map((week) => [false, ...week]),
});

test('a deadline is what somebody finds with a calendar on the wall, in 100,000 cities', () => {
  fc.assert(
    fc.property(anything, (asked) => projected(asked) === byHand(asked)),
    { numRuns: 100_000 },
  );
});

test('more time, a longer suspension or another day off never makes a deadline earlier', () => {
  // A month that begins a day later may be shorter by more than that, so months come last or not at all.
  const inDays = anything.filter(({ extensions }) => extensions.every(({ unit }) => unit !== 'month'));
  const later = fc.tuple(inDays, fc.integer({ min: 1, max: 5 }), fc.nat());
  fc.assert(
    fc.property(later, ([asked, more, where]) => {
      const before = projected(asked) ?? 0;
      const { value, unit } = asked.limit;
      const longer = { ...asked, limit: { value: value + more, unit } };
      const off = asked.off.map((each, at) => each || (at > 0 && at === where % asked.off.length));
      assert.ok((projected(longer) ?? 0) >= before);
      assert.ok((projected({ ...asked, off }) ?? 0) >= before);
    }),
    { numRuns: 10_000 },
  );
});
