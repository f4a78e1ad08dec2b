import type { DateTimeValue, DateValue, TimeValue } from '../value.ts';

/** Years of dates (DMN 1.5, 10.3.2.3.4, after XML Schema). Temporal ends at ±271,821, so the calendar is reckoned here. */
export const MOST_YEARS = 999_999_999;
const DAYS_OF_400_YEARS = 146_097;
const DAYS_OF_CENTURY = 36_524;
const DAYS_OF_4_YEARS = 1_461;
/** Days from 1 March of year 0 to 1 January 1970. */
const EPOCH = 719_468;

/** Days since 1 January 1970. Years begin in March here: the leap day is then the last. */
export function toDays({ year, month, day }: DateValue): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - EPOCH;
}

/** The reverse; undefined beyond the years that there are. */
export function fromDays(days: number): DateValue | undefined {
  const shifted = days + EPOCH;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const leaps = Math.floor(dayOfEra / (DAYS_OF_4_YEARS - 1)) - Math.floor(dayOfEra / DAYS_OF_CENTURY);
  const yearOfEra = Math.floor((dayOfEra - leaps + Math.floor(dayOfEra / (DAYS_OF_400_YEARS - 1))) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marched = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marched < 10 ? marched + 3 : marched - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dateOf(year, month, dayOfYear - Math.floor((153 * marched + 2) / 5) + 1);
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Undefined for a day that no calendar has. */
export function dateOf(year: number, month: number, day: number): DateValue | undefined {
  const whole = [year, month, day].every(Number.isInteger);
  if (!whole || Math.abs(year) > MOST_YEARS || month < 1 || month > 12) return undefined;
  return day < 1 || day > daysInMonth(year, month) ? undefined : { kind: 'date', year, month, day };
}

/** In the month so many months later, at the latest on its last day. */
export function addMonths({ year, month, day }: DateValue, months: number): DateValue | undefined {
  const total = year * 12 + (month - 1) + months;
  const target = Math.floor(total / 12);
  const at = total - target * 12 + 1;
  return dateOf(target, at, Math.min(day, daysInMonth(target, at)));
}

/** Monday is 1 (ISO 8601). */
export function weekday(date: DateValue): number {
  return ((((toDays(date) + 3) % 7) + 7) % 7) + 1;
}

export function dayOfYear(date: DateValue): number {
  return toDays(date) - toDays({ ...date, month: 1, day: 1 }) + 1;
}

/** The week that holds the Thursday of this week, counted in that Thursday's year (ISO 8601). */
export function weekOfYear(date: DateValue): number {
  const thursday = fromDays(toDays(date) + 4 - weekday(date)) ?? date;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

const MIDNIGHT: TimeValue = { kind: 'time', nanos: 0, offset: 0, zone: undefined };

/** A date as a date and time is its midnight in UTC (DMN 1.5, 10.3.2.9.4). */
export function midnight(date: DateValue): DateTimeValue {
  return { kind: 'date and time', date, time: MIDNIGHT };
}
