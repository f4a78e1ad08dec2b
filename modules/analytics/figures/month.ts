import type { Period } from '#cases';
import { civilDate, LEGAL_TIME_ZONE } from '#kernel';

/** A month of the calendar as an address names it, e.g. `2026-11`. */
export type MonthName = `${number}-${number}`;

const NAME = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/;

/** @returns undefined where a text names no month */
export function readMonth(text: string): MonthName | undefined {
  return NAME.test(text) ? (text as MonthName) : undefined;
}

export function monthOf(at: Date): MonthName {
  return civilDate(at).toPlainYearMonth().toString() as MonthName;
}

export function monthAfter(month: MonthName): MonthName {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString() as MonthName;
}

/** From the first midnight of a month to that of the next, in legal time. */
export function periodOf(month: MonthName): Period {
  return { from: midnight(month), until: midnight(monthAfter(month)) };
}

/** The last day of a month. */
export function lastDayOf(month: MonthName): Temporal.PlainDate {
  const of = Temporal.PlainYearMonth.from(month);
  return of.toPlainDate({ day: of.daysInMonth });
}

function midnight(month: MonthName): Date {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return new Date(first.toZonedDateTime(LEGAL_TIME_ZONE).epochMilliseconds);
}
