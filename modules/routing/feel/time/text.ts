import { dateOf } from './calendar.ts';
import { clockOf, SECOND, timeOf } from './clock.ts';
import type { DateTimeValue, DateValue, TimeValue } from '../value.ts';

const DATE = /^(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})$/;
const TIME = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(.*)$/;
const OFFSET = /^([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?$/;
const FRACTION_DIGITS = 9;

/** A date as XML Schema writes it, without a zone. */
export function parseDate(text: string): DateValue | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  return dateOf(Number(year), Number(month), Number(day));
}

/** `10:30:00`, then nothing, `Z`, an offset or `@` and the name of a zone. */
export function parseTime(text: string): TimeValue | undefined {
  const [, hour, minute, second, fraction = '', rest = ''] = TIME.exec(text) ?? [];
  const zone = parseZone(rest);
  if (hour === undefined || zone === undefined) return undefined;
  const nanos = Number(second) * SECOND + Number(fraction.padEnd(FRACTION_DIGITS, '0'));
  return timeOf({ hour: Number(hour), minute: Number(minute), nanos: nanos }, zone);
}

function parseZone(text: string): { offset?: number; zone?: string } | undefined {
  if (text === '') return {};
  if (text === 'Z' || text === 'z') return { offset: 0 };
  if (text.startsWith('@')) return { zone: text.slice(1) };
  const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(text) ?? [];
  if (sign === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return { offset: sign === '-' ? -offset : offset };
}

/** A date alone is its local midnight. */
export function parseDateTime(text: string): DateTimeValue | undefined {
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  const time = parseTime(at < 0 ? '00:00:00' : text.slice(at + 1));
  return date && time && { kind: 'date and time', date, time };
}

function padded(value: number, digits = 2): string {
  return value.toString().padStart(digits, '0');
}

export function formatDate({ year, month, day }: DateValue): string {
  return `${year < 0 ? '-' : ''}${padded(Math.abs(year), 4)}-${padded(month)}-${padded(day)}`;
}

export function formatTime(time: TimeValue): string {
  const { hour, minute, second, fraction } = clockOf(time);
  const decimals = fraction === 0 ? '' : `.${padded(fraction, FRACTION_DIGITS).replace(/0+$/, '')}`;
  return `${padded(hour)}:${padded(minute)}:${padded(second)}${decimals}${formatZone(time)}`;
}

function formatZone({ offset, zone }: TimeValue): string {
  if (zone !== undefined) return `@${zone}`;
  if (offset === undefined) return '';
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : `:${padded(size % 60)}`;
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(size / 3600))}:${padded(Math.floor(size / 60) % 60)}${seconds}`;
}

export function formatDateTime({ date, time }: DateTimeValue): string {
  return `${formatDate(date)}T${formatTime(time)}`;
}
