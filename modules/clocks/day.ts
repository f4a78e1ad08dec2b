import { LEGAL_TIME_ZONE } from '#kernel';

/**
 * A civil day in legal time as the number of days since 1970-01-01. What counts over many days counts in these: adding a
 * day to a Temporal.PlainDate costs 6 µs, to a number nothing (measured on two shared cores), and a change of the
 * calendar walks through the days of a million deadlines. Whatever leaves the module is a Temporal.PlainDate again.
 */
export type DayNumber = number;

export const DAY_MS = 86_400_000;
/** China has had one time zone without summer time since 1991, so that a day is found without asking a calendar. */
const OFFSET_MS = 8 * 3_600_000;
const SUMMER_TIME_ENDED = Date.UTC(1991, 8, 15);

/** The day on which an instant lies in Shanghai. */
export function dayOf(instant: Date): DayNumber {
  const at = instant.getTime();
  return at < SUMMER_TIME_ENDED ? numberOf(legalDate(at)) : Math.floor((at + OFFSET_MS) / DAY_MS);
}

/** The midnight at which a day begins in Shanghai, in milliseconds. */
export function startOf(day: DayNumber): number {
  const at = day * DAY_MS - OFFSET_MS;
  return at < SUMMER_TIME_ENDED ? dateOf(day).toZonedDateTime(LEGAL_TIME_ZONE).epochMilliseconds : at;
}

export function numberOf({ year, month, day }: Temporal.PlainDate): DayNumber {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export function dateOf(day: DayNumber): Temporal.PlainDate {
  const at = new Date(day * DAY_MS);
  return new Temporal.PlainDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

function legalDate(at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(LEGAL_TIME_ZONE).toPlainDate();
}
