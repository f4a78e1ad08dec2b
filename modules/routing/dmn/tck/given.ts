import { parseNumber, type FeelNumber } from '../../feel/number.ts';
import { parseDuration } from '../../feel/time/duration.ts';
import { parseDate, parseDateTime, parseTime } from '../../feel/time/text.ts';
import { same } from '../../feel/compare.ts';
import { bare, type FeelType } from '../../feel/type.ts';
import { isContext, isList, isNumber, kindOf, type Value } from '../../feel/value.ts';

/** A value as a file of test cases writes it. */
export type Given =
  | {
      readonly kind: 'value';
      /** Of XML Schema, without a prefix. */
      readonly type: string | undefined;
      /** Undefined: null. */
      readonly text: string | undefined;
    }
  | { readonly kind: 'list'; readonly items: readonly Given[] }
  | { readonly kind: 'components'; readonly entries: ReadonlyMap<string, Given> };

/** Relative: files write numbers with the digits of a double. */
const TOLERANCE = '1e-12';

type Read = (text: string) => Value | undefined;

const number: Read = (text) => parseNumber(text.trim().replace(/^\+/, ''));
const boolean: Read = (text) => ({ true: true, false: false, '1': true, '0': false })[text.trim()];
const readers: Readonly<Record<string, Read>> = {
  string: (text) => text,
  boolean,
  number,
  decimal: number,
  double: number,
  float: number,
  integer: number,
  int: number,
  long: number,
  date: (text) => parseDate(text.trim()),
  time: (text) => parseTime(text.trim()),
  dateTime: (text) => parseDateTime(text.trim()),
  'date and time': (text) => parseDateTime(text.trim()),
  dayTimeDuration: (text) => parseDuration(text.trim()),
  yearMonthDuration: (text) => parseDuration(text.trim()),
  duration: (text) => parseDuration(text.trim()),
  'days and time duration': (text) => parseDuration(text.trim()),
  'years and months duration': (text) => parseDuration(text.trim()),
};

function simple(text: string, kind: string | undefined): Value {
  const read = kind === undefined ? undefined : readers[kind];
  return read?.(text) ?? text;
}

/** The value, by the type that the file says, else by the one that the model declares. */
export function valueOf(given: Given, declared: FeelType | undefined): Value {
  const type = declared && bare(declared);
  if (given.kind === 'list')
    return given.items.map((item) => valueOf(item, type?.kind === 'list' ? type.of : undefined));
  if (given.kind === 'components') {
    const entries = type?.kind === 'context' ? type.entries : undefined;
    return new Map([...given.entries].map(([name, entry]) => [name, valueOf(entry, entries?.get(name))]));
  }
  return given.text === undefined ? null : simple(given.text, given.type ?? type?.kind);
}

/** Whether a result is what was expected: numbers nearly, everything else exactly. */
export function isExpected(found: Value, expected: Given): boolean {
  if (expected.kind === 'list')
    return (
      isList(found) &&
      found.length === expected.items.length &&
      expected.items.every((item, at) => isExpected(found[at] ?? null, item))
    );
  if (expected.kind === 'components')
    return (
      isContext(found) &&
      found.size === expected.entries.size &&
      expected.entries.entries().every(([name, entry]) => found.has(name) && isExpected(found.get(name) ?? null, entry))
    );
  if (expected.text === undefined || found === null) return found === null && expected.text === undefined;
  const wanted = simple(expected.text, expected.type ?? kindOf(found));
  return isNumber(found) && isNumber(wanted) ? isNear(found, wanted) : same(found, wanted);
}

function isNear(found: FeelNumber, wanted: FeelNumber): boolean {
  return found.minus(wanted).abs().lessThanOrEqualTo(wanted.abs().times(TOLERANCE));
}
