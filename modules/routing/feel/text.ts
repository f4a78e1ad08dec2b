import { formatNumber } from './number.ts';
import { formatDate, formatDateTime, formatTime } from './time/text.ts';
import { formatDuration } from './time/duration.ts';
import { isContext, isList, isNumber, type Context, type RangeValue, type Value } from './value.ts';

const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_ .'+*/-]*$/u;

/** The text of a value as the function `string` gives it: a string is itself, inside lists and contexts it is quoted. */
export function toText(value: Value): string {
  return typeof value === 'string' ? value : toSource(value);
}

/** A value as FEEL would write it, where FEEL can. */
export function toSource(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value.toString();
  if (typeof value === 'string') return quoted(value);
  if (isNumber(value)) return formatNumber(value);
  if (isList(value)) return `[${value.map(toSource).join(', ')}]`;
  if (isContext(value)) return contextSource(value);
  return taggedSource(value);
}

function taggedSource(value: Exclude<Value, null | boolean | string | Context | readonly Value[]>): string {
  if (isNumber(value)) return formatNumber(value);
  if (value.kind === 'date') return formatDate(value);
  if (value.kind === 'time') return formatTime(value);
  if (value.kind === 'date and time') return formatDateTime(value);
  if (value.kind === 'range') return rangeSource(value);
  if (value.kind === 'function') return `function ${value.name}`;
  return formatDuration(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function contextSource(value: Context): string {
  const entries = [...value].map(([key, entry]) => `${PLAIN_KEY.test(key) ? key : quoted(key)}: ${toSource(entry)}`);
  return `{${entries.join(', ')}}`;
}

function rangeSource({ start, end, startIncluded, endIncluded }: RangeValue): string {
  return `${startIncluded ? '[' : '('}${toSource(start)}..${toSource(end)}${endIncluded ? ']' : ')'}`;
}
