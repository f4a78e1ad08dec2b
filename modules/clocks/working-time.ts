import { nationalCalendar } from './calendar.ts';
import { DAY_MS, dayOf, startOf } from './day.ts';

/** A whole working day of working time, in milliseconds. */
export const WORKDAY_MS = DAY_MS;

/**
 * How much working time lies between two moments: the part of it that falls on working days, each counted from midnight
 * to midnight in Shanghai. From Friday noon to Monday noon it is one working day, not three; a week of holidays is
 * nothing. Offices have no hours here, so a working day is never more than the law's.
 */
export function workingTime(from: Date, until: Date): number {
  const end = until.getTime();
  let at = from.getTime();
  let worked = 0;
  for (let day = dayOf(from); at < end; day += 1) {
    const stop = Math.min(end, startOf(day + 1));
    if (nationalCalendar.worksOn(day)) worked += stop - at;
    at = stop;
  }
  return worked;
}
