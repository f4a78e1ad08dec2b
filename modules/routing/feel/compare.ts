import { instantOf, offsetOf, SECOND } from './time/clock.ts';
import {
  isContext,
  isKind,
  isList,
  isNumber,
  kindOf,
  type Context,
  type DateTimeValue,
  type List,
  type RangeValue,
  type TimeValue,
  type Value,
} from './value.ts';
import { toDays } from './time/calendar.ts';

/** DMN 1.5, table 42: values of different kinds are neither equal nor unequal, which is undefined here; null equals null. */
export function equals(one: Value, other: Value): boolean | undefined {
  if (one === null || other === null) return one === other;
  if (isNumber(one) && isNumber(other)) return one.equals(other);
  if (typeof one === 'string' && typeof other === 'string') return one === other;
  if (kindOf(one) !== kindOf(other)) return undefined;
  if (isList(one) && isList(other)) return sameLists(one, other);
  if (isContext(one) && isContext(other)) return sameContexts(one, other);
  if (isKind(one, 'range') && isKind(other, 'range')) return sameRanges(one, other);
  if (isKind(one, 'function')) return one === other ? true : undefined;
  if (typeof one === 'boolean') return one === other;
  if (bothHaveZones(one, other) === false) return false;
  return compare(one, other) === 0;
}

/** Whether they are certainly equal. */
export function same(one: Value, other: Value): boolean {
  return equals(one, other) === true;
}

function sameLists(one: List, other: List): boolean {
  return one.length === other.length && one.every((item, at) => same(item, other[at] ?? null));
}

function sameContexts(one: Context, other: Context): boolean {
  return (
    one.size === other.size &&
    one.entries().every(([key, value]) => other.has(key) && same(value, other.get(key) ?? null))
  );
}

function sameRanges(one: RangeValue, other: RangeValue): boolean {
  const bounds = one.startIncluded === other.startIncluded && one.endIncluded === other.endIncluded;
  return bounds && same(one.start, other.start) && same(one.end, other.end);
}

/**
 * Negative, zero or positive; undefined for values of different kinds, for kinds without an order, and for a local time
 * beside one of a zone.
 */
export function compare(one: Value, other: Value): number | undefined {
  if (isNumber(one) && isNumber(other)) return one.comparedTo(other);
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other);
  if (isKind(one, 'date') && isKind(other, 'date')) return toDays(one) - toDays(other);
  if (isKind(one, 'years and months duration') && isKind(other, 'years and months duration'))
    return one.months - other.months;
  if (isKind(one, 'days and time duration') && isKind(other, 'days and time duration'))
    return sign(one.nanos - other.nanos);
  if (bothHaveZones(one, other) !== true) return undefined;
  if (isKind(one, 'time') && isKind(other, 'time')) return inUtc(one) - inUtc(other);
  if (isKind(one, 'date and time') && isKind(other, 'date and time')) return sign(instantOf(one) - instantOf(other));
  return undefined;
}

/** By code points: UTF-16 would put 𠮷 before 豈. */
function compareTexts(one: string, other: string): number {
  const [left, right] = [one[Symbol.iterator](), other[Symbol.iterator]()];
  for (;;) {
    const [a, b] = [left.next(), right.next()];
    if (a.done === true || b.done === true) return Number(b.done ?? false) - Number(a.done ?? false);
    if (a.value !== b.value) return (a.value.codePointAt(0) ?? 0) - (b.value.codePointAt(0) ?? 0);
  }
}

/** Whether both know their zone or neither does; undefined for anything but two times or two dates and times. */
function bothHaveZones(one: Value, other: Value): boolean | undefined {
  if (isKind(one, 'time') && isKind(other, 'time')) return isLocal(one) === isLocal(other);
  if (isKind(one, 'date and time') && isKind(other, 'date and time')) return isLocal(one.time) === isLocal(other.time);
  return undefined;
}

export function isLocal({ offset, zone }: TimeValue): boolean {
  return offset === undefined && zone === undefined;
}

function inUtc(time: TimeValue): number {
  return time.nanos - (offsetOf(time) ?? 0) * SECOND;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** Whether the value lies within; undefined if it cannot be compared with an end. */
export function contains(range: RangeValue, value: Value): boolean | undefined {
  const fromStart = range.start === null ? 1 : compare(value, range.start);
  const fromEnd = range.end === null ? -1 : compare(value, range.end);
  if (fromStart === undefined || fromEnd === undefined) return undefined;
  return (
    (fromStart > 0 || (fromStart === 0 && range.startIncluded)) && (fromEnd < 0 || (fromEnd === 0 && range.endIncluded))
  );
}

/** The same value in every part: `10:00Z` and `11:00+01:00` are equal, and not identical (DMN 1.5, function `is`). */
export function identical(one: Value, other: Value): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  if (isKind(one, 'time') && isKind(other, 'time')) return sameTime(one, other);
  if (isKind(one, 'date and time') && isKind(other, 'date and time')) return sameDateTime(one, other);
  return same(one, other);
}

function sameTime(one: TimeValue, other: TimeValue): boolean {
  return one.nanos === other.nanos && one.offset === other.offset && one.zone === other.zone;
}

function sameDateTime(one: DateTimeValue, other: DateTimeValue): boolean {
  return same(one.date, other.date) && sameTime(one.time, other.time);
}
