import { dateOf, fromDays, toDays } from './calendar.ts';
import type { DateTimeValue, DateValue, TimeValue } from '../value.ts';

export const SECOND = 1_000_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** What java.time and every zone there was stay below; XML Schema has 14 hours. */
const MOST_OFFSET = 18 * 3600;

/** The parts of a time; undefined for an hour, minute or second that no clock shows. */
export function timeOf(
  clock: { readonly hour: number; readonly minute: number; readonly nanos: number },
  { offset, zone }: { readonly offset?: number | undefined; readonly zone?: string | undefined },
): TimeValue | undefined {
  const { hour, minute, nanos } = clock;
  const right = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && nanos >= 0 && nanos < MINUTE;
  if (!right || (offset !== undefined && Math.abs(offset) > MOST_OFFSET)) return undefined;
  if (zone !== undefined && !isZone(zone)) return undefined;
  return { kind: 'time', nanos: hour * HOUR + minute * MINUTE + nanos, offset, zone };
}

const zones = new Map<string, boolean>();

function isZone(name: string): boolean {
  const known = zones.get(name) ?? canFormat(name);
  if (zones.size < 1000) zones.set(name, known);
  return known;
}

function canFormat(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(timeZone);
  } catch {
    return false;
  }
}

/** Temporal ends at year ±271,821; rules of zones repeat with the calendar, every 400 years. */
function nearYear(year: number): number {
  return Math.abs(year) < 200_000 ? year : (((year % 400) + 400) % 400) + 2000;
}

/** Seconds east of UTC; undefined for a local time. A time of a zone without a day has the offset of 1 January 1970. */
export function offsetOf(
  time: TimeValue,
  date: DateValue = { kind: 'date', year: 1970, month: 1, day: 1 },
): number | undefined {
  if (time.zone === undefined) return time.offset;
  const { hour, minute, second } = clockOf(time);
  const local = new Temporal.PlainDateTime(nearYear(date.year), date.month, date.day, hour, minute, second);
  return local.toZonedDateTime(time.zone).offsetNanoseconds / SECOND;
}

export function clockOf({ nanos }: TimeValue): { hour: number; minute: number; second: number; fraction: number } {
  return {
    hour: Math.floor(nanos / HOUR),
    minute: Math.floor((nanos % HOUR) / MINUTE),
    second: Math.floor((nanos % MINUTE) / SECOND),
    fraction: nanos % SECOND,
  };
}

/** Nanoseconds since 1970, in UTC, or on the wall clock if the value is local. */
export function instantOf({ date, time }: DateTimeValue): bigint {
  const wall = BigInt(toDays(date)) * BigInt(DAY) + BigInt(time.nanos);
  return wall - BigInt(offsetOf(time, date) ?? 0) * BigInt(SECOND);
}

/** The value so many nanoseconds later by the clock of its own offset or zone; undefined beyond the calendar. */
export function addNanos(value: DateTimeValue, nanos: bigint): DateTimeValue | undefined {
  const { date, time } = value;
  const before = offsetOf(time, date);
  const moved = atWall(BigInt(toDays(date)) * BigInt(DAY) + BigInt(time.nanos) + nanos, time);
  const after = moved && offsetOf(moved.time, moved.date);
  if (moved === undefined || time.zone === undefined || before === after) return moved;
  const shift = BigInt((after ?? 0) - (before ?? 0)) * BigInt(SECOND);
  return atWall(BigInt(toDays(moved.date)) * BigInt(DAY) + BigInt(moved.time.nanos) + shift, time);
}

function atWall(wall: bigint, time: TimeValue): DateTimeValue | undefined {
  const day = BigInt(DAY);
  const within = ((wall % day) + day) % day;
  const date = fromDays(Number((wall - within) / day));
  return date && { kind: 'date and time', date, time: { ...time, nanos: Number(within) } };
}

/** What the clock shows, in UTC. */
export function dateTimeOf(instant: Date): DateTimeValue | undefined {
  const date = dateOf(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
  const nanos = (instant.getTime() - instant.setUTCHours(0, 0, 0, 0)) * 1_000_000;
  return date && { kind: 'date and time', date, time: { kind: 'time', nanos, offset: 0, zone: undefined } };
}
