import type { LimitUnit } from '#catalogue';
import { isByClock } from './budget.ts';
import { countedLastDay, CountedDays, lastDayOf, type Reckoning } from './count-days.ts';
import { momentAfter, ranBetween, totalMoments } from './count-moments.ts';
import { dateOf, dayOf, startOf, type DayNumber } from './day.ts';
import { LEGAL_TIME_ZONE } from '#kernel';

/** So much time, in the unit of its limit; months are counted out in days. Hours and minutes have fractions. */
export interface Span {
  readonly value: number;
  readonly unit: Exclude<LimitUnit, 'month'>;
}

/**
 * The moment at which a limit has passed: 24:00 of its last day in Shanghai, or the close of business where there is one
 * (民法典 203); of a limit in hours or minutes the very moment. Days in (began, ended] of a suspension are taken out; one
 * that is open is taken to last as it is planned, for then the clock runs again by itself.
 */
export function dueAt(reckoning: Reckoning): Date {
  if (isByClock(reckoning.budget.limit)) return new Date(momentAfter(reckoning, totalMoments(reckoning)));
  return endOfDay(reckoning, lastDayOf(reckoning, new CountedDays(reckoning)));
}

/** The last day of a limit; of one in hours or minutes the day on which it ends. */
export function dueOn(reckoning: Reckoning): Temporal.PlainDate {
  if (isByClock(reckoning.budget.limit)) return dateOf(dayOf(dueAt(reckoning)));
  return dateOf(lastDayOf(reckoning, new CountedDays(reckoning)));
}

/**
 * How much of a limit has passed: days count from the one after the event, and today as soon as it has begun. Before the
 * start, as when a server's clock was put back, nothing has.
 */
export function elapsed(reckoning: Reckoning, now: Date): Span {
  const { start, limit } = reckoning.budget;
  if (isByClock(limit)) return byClock(limit.unit, ranBetween(reckoning, start.getTime(), now.getTime()));
  const value = new CountedDays(reckoning).between(dayOf(start), dayOf(now), limit.unit);
  return { value, unit: inDays(limit.unit) };
}

/** How much is left: of days those after today up to the last; 0 on the last day; below 0, by how much it is over. */
export function remaining(reckoning: Reckoning, now: Date): Span {
  const { start, limit } = reckoning.budget;
  const at = now < start ? start : now;
  if (isByClock(limit)) {
    const [from, due] = [at.getTime(), dueAt(reckoning).getTime()];
    const left = from < due ? ranBetween(reckoning, from, due) : -ranBetween(reckoning, due, from);
    return byClock(limit.unit, left);
  }
  const days = new CountedDays(reckoning);
  const [today, last] = [dayOf(at), lastDayOf(reckoning, days)];
  const value = days.between(today, last, limit.unit) - days.between(last, today, limit.unit);
  return { value, unit: inDays(limit.unit) };
}

/** The whole of a limit with its extensions, as it is counted: what `elapsed` is a part of. */
export function total(reckoning: Reckoning): Span {
  const { start, limit } = reckoning.budget;
  if (isByClock(limit)) return byClock(limit.unit, totalMoments(reckoning));
  const days = new CountedDays(reckoning);
  return {
    value: days.between(dayOf(start), countedLastDay(reckoning, days), limit.unit),
    unit: inDays(limit.unit),
  };
}

/** How much of a limit is used up, in whole per cent; 100 not before it has passed, however it is rounded. */
export function percentUsed(reckoning: Reckoning, now: Date): number {
  if (dueAt(reckoning) <= now) return 100;
  return Math.min(99, Math.floor((elapsed(reckoning, now).value * 100) / total(reckoning).value));
}

/** The moment at which so much of a limit has passed, in the unit of `total`. */
export function momentOf(reckoning: Reckoning, { value, unit }: Span): Date {
  if (unit === 'hour' || unit === 'minute') return new Date(momentAfter(reckoning, value * MS[unit]));
  const days = new CountedDays(reckoning);
  return new Date(startOf(days.after(dayOf(reckoning.budget.start), value, reckoning.budget.limit.unit) + 1));
}

/** 24:00 of the day so many working days after a limit has passed; what is suspended does not count there either. */
export function workdaysPast(reckoning: Reckoning, count: number): Date {
  const days = new CountedDays(reckoning);
  const last = isByClock(reckoning.budget.limit) ? dayOf(dueAt(reckoning)) : lastDayOf(reckoning, days);
  return new Date(startOf(days.after(last, count, 'workday') + 1));
}

function endOfDay({ budget: { closes } }: Reckoning, day: DayNumber): Date {
  if (closes === undefined) return new Date(startOf(day + 1));
  const at = dateOf(day).toZonedDateTime({ timeZone: LEGAL_TIME_ZONE, plainTime: closes });
  return new Date(at.epochMilliseconds);
}

const MS = { minute: 60_000, hour: 3_600_000 } as const;

function byClock(unit: LimitUnit, run: number): Span {
  const of = unit === 'minute' ? 'minute' : 'hour';
  return { value: run / MS[of], unit: of };
}

function inDays(unit: LimitUnit): Span['unit'] {
  return unit === 'workday' ? 'workday' : 'naturalDay';
}
