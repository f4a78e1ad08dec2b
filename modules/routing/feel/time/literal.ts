import type { Value } from '../value.ts';
import { parseDuration } from './duration.ts';
import { parseDate, parseDateTime, parseTime } from './text.ts';

/** What `@"…"` says: a date, time, date and time, or duration; undefined if none of them. */
export function parseLiteral(text: string): Value | undefined {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (text.includes('T') && text.indexOf('T') > text.indexOf('-')) return parseDateTimeOrTime(text);
  return text.includes(':') ? parseTime(text) : parseDate(text);
}

/** A zone may have a T in its name. */
function parseDateTimeOrTime(text: string): Value | undefined {
  return /^[0-9]{2}:/.test(text) ? parseTime(text) : parseDateTime(text);
}
