import type { Span } from '../route.ts';

const UNITS = ['workday', 'naturalDay', 'month', 'hour', 'minute'] as const;
const MOST = 10_000;

/** `5 workday`: a whole number and a unit of the catalogue's limits. */
export function readSpan(text: string): Span | undefined {
  const [, digits = '', word] = /^([1-9][0-9]{0,4}) ([a-zA-Z]+)$/.exec(text.trim()) ?? [];
  const unit = UNITS.find((known) => known === word);
  const value = Number(digits);
  return unit === undefined || value > MOST ? undefined : { value, unit };
}

export function formatSpan({ value, unit }: Span): string {
  return `${value} ${unit}`;
}

const ISO = /^P(?:([1-9][0-9]{0,4})(D|M)|T([1-9][0-9]{0,4})(H|M))$/;

/** A duration of ISO 8601 with a single part: days and months of the calendar, hours, minutes. */
export function readDuration(text: string): Span | undefined {
  const [, days, date, hours, time] = ISO.exec(text.trim()) ?? [];
  const value = Number(days ?? hours);
  if (!(value <= MOST)) return undefined;
  if (date !== undefined) return { value, unit: date === 'D' ? 'naturalDay' : 'month' };
  return { value, unit: time === 'H' ? 'hour' : 'minute' };
}

/** Working days have no ISO form. */
export function formatDuration({ value, unit }: Span): string | undefined {
  const forms = { naturalDay: `P${value}D`, month: `P${value}M`, hour: `PT${value}H`, minute: `PT${value}M` };
  return unit === 'workday' ? undefined : forms[unit];
}
