import { hasHolidayNotice, isWorkday } from '#kernel';
import { dateOf, numberOf, type DayNumber } from './day.ts';

/** Which days are worked in one region. */
export interface Calendar {
  readonly region: string;
  works(day: Temporal.PlainDate): boolean;
  /** The same for a day that is known by its number. */
  worksOn(day: DayNumber): boolean;
  /** Whether anybody has published which days of a year are worked; of a year that is not, weekdays are. */
  isPublished(year: number): boolean;
}

/** What a region says of a day, against the State Council's calendar or above it. */
export interface DayRule {
  readonly day: Temporal.PlainDate;
  readonly works: boolean;
}

export interface OwnDays {
  readonly days: readonly DayRule[];
  /** Years whose calendar the region has put in itself, because this release does not know them yet. */
  readonly years?: readonly number[];
}

/**
 * The calendar of a region: the State Council's notices (国务院办公厅关于节假日安排的通知), and what the region changes
 * of them. Of two rules for one day the later in the list holds, so that a county's comes after its city's.
 */
export function calendarOf(region: string, { days, years = [] }: OwnDays): Calendar {
  const own = new Map(days.map(({ day, works }) => [numberOf(day), works]));
  const published = new Set(years);
  const worksOn = (day: DayNumber) => own.get(day) ?? nationally(day);
  return {
    region,
    works: (day) => worksOn(numberOf(day)),
    worksOn,
    isPublished: (year) => published.has(year) || hasHolidayNotice(year),
  };
}

/** 全国: no region has changed anything. */
export const nationalCalendar: Calendar = calendarOf('000000', { days: [] });

/** Reading a notice costs a thousand times what looking a day up does. */
const known = new Map<DayNumber, boolean>();

function nationally(day: DayNumber): boolean {
  const before = known.get(day);
  if (before !== undefined) return before;
  const works = isWorkday(dateOf(day));
  known.set(day, works);
  return works;
}
