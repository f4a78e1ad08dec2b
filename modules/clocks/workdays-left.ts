import { nationalCalendar } from './calendar.ts';
import { CountedDays } from './count-days.ts';
import { numberOf } from './day.ts';

/** Nobody counts further than this; what is later is years away or a slip. */
const MOST_DAYS = 2_000;
const days = new CountedDays({ calendar: nationalCalendar, suspensions: [] });

/**
 * The working days that are left up to a last day, this one not counted: 0 on the last day itself, and on days without
 * work right before it; below 0, how many working days it is over.
 */
export function workdaysLeft(today: Temporal.PlainDate, last: Temporal.PlainDate): number {
  const [from, to] = [numberOf(today), numberOf(last)];
  if (from <= to) return days.between(from, Math.min(to, from + MOST_DAYS), 'workday');
  return -days.between(to, Math.min(from, to + MOST_DAYS), 'workday');
}
