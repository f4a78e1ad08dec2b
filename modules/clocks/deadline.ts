import { addWorkdays, civilDate, isWorkday, LEGAL_TIME_ZONE } from '#kernel';
import type { LimitUnit } from '#catalogue';

/** A span of time as the law counts it. */
export interface Limit {
  readonly value: number;
  readonly unit: LimitUnit;
}

/**
 * The moment at which a limit has passed: limits in days and months begin on the day after the event and end at 24:00 of
 * their last day in Shanghai (民法典 201, 203); one in calendar days or months that would end on a day without work ends
 * on the next working day (民法典 203(1)). Hours and minutes run from the moment itself.
 */
export function deadline(from: Date, limit: Limit): Date {
  if (limit.unit === 'hour') return new Date(from.getTime() + limit.value * HOUR_MS);
  if (limit.unit === 'minute') return new Date(from.getTime() + limit.value * MINUTE_MS);
  const end = lastDay(civilDate(from), limit).add({ days: 1 }).toZonedDateTime(LEGAL_TIME_ZONE);
  return new Date(end.epochMilliseconds);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The last day of a limit in days or months; of one in hours or minutes, the day of the event. */
export function lastDay(start: Temporal.PlainDate, { value, unit }: Limit): Temporal.PlainDate {
  if (unit === 'workday') return addWorkdays(start, value);
  if (unit === 'naturalDay') return nextWorkday(start.add({ days: value }));
  return unit === 'month' ? nextWorkday(start.add({ months: value })) : start;
}

function nextWorkday(day: Temporal.PlainDate): Temporal.PlainDate {
  let next = day;
  while (!isWorkday(next)) next = next.add({ days: 1 });
  return next;
}
