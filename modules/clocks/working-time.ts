import { civilDate, isWorkday, LEGAL_TIME_ZONE } from '#kernel';

/** A whole working day of working time, in milliseconds. */
export const WORKDAY_MS = 86_400_000;

/**
 * How much working time lies between two moments: the part of it that falls on working days, each counted from midnight
 * to midnight in Shanghai. From Friday noon to Monday noon it is one working day, not three; a week of holidays is
 * nothing. Offices have no hours here, so a working day is never more than the law's.
 */
export function workingTime(from: Date, until: Date): number {
  const end = until.getTime();
  let at = from.getTime();
  let worked = 0;
  while (at < end) {
    const { ends, works } = dayOf(at);
    const stop = Math.min(end, ends);
    if (works) worked += stop - at;
    at = stop;
  }
  return worked;
}

interface Day {
  readonly ends: number;
  readonly works: boolean;
}

const OFFSET_MS = 8 * 3_600_000;
/** Reading a calendar costs a thousand times what looking up a day does, and whole years of cases are counted at once. */
const days = new Map<number, Day>();

/** China has had one time zone without summer time since 1991, so that a day is found without asking a calendar. */
function dayOf(instant: number): Day {
  const number = Math.floor((instant + OFFSET_MS) / WORKDAY_MS);
  const known = days.get(number);
  if (known !== undefined) return known;
  const date = civilDate(new Date(instant));
  const ends = date.add({ days: 1 }).toZonedDateTime(LEGAL_TIME_ZONE).epochMilliseconds;
  const day = { ends, works: isWorkday(date) };
  days.set(number, day);
  return day;
}
