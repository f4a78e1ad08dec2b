import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';
import type { DaysDuration, Duration, MonthsDuration } from '../value.ts';

const MONTHS = /^(-?)P(?:([0-9]{1,12})Y)?(?:([0-9]{1,12})M)?$/;
const DAYS =
  /^(-?)P(?:([0-9]{1,18})D)?(?:T(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})(?:\.([0-9]{1,9}))?S)?)?$/;

export function monthsDuration(months: number): MonthsDuration | undefined {
  return Number.isSafeInteger(months) ? { kind: 'years and months duration', months } : undefined;
}

export function daysDuration(nanos: bigint): DaysDuration {
  return { kind: 'days and time duration', nanos };
}

/** Either kind, as XML Schema writes it; undefined for neither or for a mixture. */
export function parseDuration(text: string): Duration | undefined {
  if (!/[0-9]/.test(text) || text.endsWith('T')) return undefined;
  return parseMonths(text) ?? parseDays(text);
}

function parseMonths(text: string): MonthsDuration | undefined {
  const [whole, sign, years = '0', months = '0'] = MONTHS.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const total = Number(years) * 12 + Number(months);
  return monthsDuration(sign === '-' ? 0 - total : total);
}

function parseDays(text: string): DaysDuration | undefined {
  const [whole, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = DAYS.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const nanos =
    BigInt(days) * BigInt(DAY) +
    BigInt(hours) * BigInt(HOUR) +
    BigInt(minutes) * BigInt(MINUTE) +
    BigInt(seconds) * BigInt(SECOND) +
    BigInt(fraction.padEnd(9, '0'));
  return daysDuration(sign === '-' ? -nanos : nanos);
}

/** Parts of a duration of days, each with the sign of the whole. */
export function daysParts({
  nanos,
}: DaysDuration): Record<'days' | 'hours' | 'minutes' | 'seconds' | 'fraction', bigint> {
  return {
    days: nanos / BigInt(DAY),
    hours: (nanos % BigInt(DAY)) / BigInt(HOUR),
    minutes: (nanos % BigInt(HOUR)) / BigInt(MINUTE),
    seconds: (nanos % BigInt(MINUTE)) / BigInt(SECOND),
    fraction: nanos % BigInt(SECOND),
  };
}

export function formatDuration(value: Duration): string {
  if (value.kind === 'years and months duration') return formatMonths(value.months);
  const { days, hours, minutes, seconds, fraction } = daysParts(
    daysDuration(value.nanos < 0n ? -value.nanos : value.nanos),
  );
  const decimals = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`;
  const time = [
    part(hours, 'H'),
    part(minutes, 'M'),
    seconds === 0n && decimals === '' ? '' : `${seconds}${decimals}S`,
  ].join('');
  const text = `${part(days, 'D')}${time === '' ? '' : `T${time}`}`;
  return `${value.nanos < 0n ? '-' : ''}P${text === '' ? 'T0S' : text}`;
}

function formatMonths(months: number): string {
  const size = Math.abs(months);
  const text = `${part(BigInt(Math.floor(size / 12)), 'Y')}${part(BigInt(size % 12), 'M')}`;
  return `${months < 0 ? '-' : ''}P${text === '' ? '0M' : text}`;
}

function part(value: bigint, letter: string): string {
  return value === 0n ? '' : `${value}${letter}`;
}
