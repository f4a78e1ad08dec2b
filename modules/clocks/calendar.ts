import { isWorkday } from '#kernel';
import chineseDays from 'chinese-days';

/** On which days people work in a region, and which years anybody has published. */
export interface Calendar {
  readonly isWorked: (day: Temporal.PlainDate) => boolean;
  /** Whether the holidays of a year are known; of others weekdays are worked, and pages say so. */
  readonly isPublished: (year: number) => boolean;
}

/** A day on which a region does otherwise than the whole country: a festival of its own, or work that makes up for it. */
export interface DayChange {
  readonly day: Temporal.PlainDate;
  readonly worked: boolean;
}

const published = new Map<number, boolean>();

/** A year of which the State Council's notice is known has days off that are no weekend. */
function isKnownYear(year: number): boolean {
  const known =
    published.get(year) ?? chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
  published.set(year, known);
  return known;
}

/** The calendar of the State Council's holiday notices (行政许可法 82 counts working days by it). */
export const nationalCalendar: Calendar = { isWorked: isWorkday, isPublished: isKnownYear };

/** A region's calendar: the country's, with what the region does otherwise; of two changes of a day the later counts. */
export function regionalCalendar(changes: readonly DayChange[], base: Calendar = nationalCalendar): Calendar {
  const own = new Map(changes.map(({ day, worked }) => [day.toString(), worked]));
  return { isWorked: (day) => own.get(day.toString()) ?? base.isWorked(day), isPublished: base.isPublished };
}
