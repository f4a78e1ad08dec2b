import { FeelNumber, finite } from './number.ts';
import { Trouble } from './problem.ts';
import { addMonths, fromDays, midnight, toDays } from './time/calendar.ts';
import { addNanos, DAY, instantOf } from './time/clock.ts';
import { daysDuration, monthsDuration } from './time/duration.ts';
import { isLocal } from './compare.ts';
import { isKind, isNumber, type DateTimeValue, type DateValue, type Duration, type Value } from './value.ts';

export type Operator = '+' | '-' | '*' | '/' | '**';

/**
 * DMN 1.5, tables 45 to 51.
 * @throws Trouble feel.types, feel.no-number, feel.no-such-day
 */
export function calculate(operator: Operator, left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) return calculateNumbers(operator, left, right);
  if (operator === '+') return add(left, right) ?? add(right, left) ?? wrongTypes();
  if (operator === '-') return subtract(left, right) ?? wrongTypes();
  if (operator === '*') return scale(left, right) ?? scale(right, left) ?? wrongTypes();
  if (operator === '/') return divide(left, right) ?? wrongTypes();
  return wrongTypes();
}

function wrongTypes(): never {
  throw new Trouble('feel.types');
}

/** @throws Trouble feel.no-number for what has infinitely many digits before the point, or none */
export function asNumber(value: FeelNumber): FeelNumber {
  const known = finite(value);
  if (known === undefined) throw new Trouble('feel.no-number');
  return known;
}

function calculateNumbers(operator: Operator, left: FeelNumber, right: FeelNumber): FeelNumber {
  if (operator === '+') return asNumber(left.plus(right));
  if (operator === '-') return asNumber(left.minus(right));
  if (operator === '*') return asNumber(left.times(right));
  return operator === '/' ? asNumber(left.dividedBy(right)) : asNumber(left.pow(right));
}

/** Tried both ways round. */
function add(left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (!isKind(right, 'days and time duration', 'years and months duration')) return undefined;
  return addDuration(left, right);
}

function addDuration(left: Value, right: Duration): Value | undefined {
  if (isKind(left, right.kind)) return sum(left, right);
  if (isKind(left, 'date')) return existing(dateLater(left, right));
  if (isKind(left, 'date and time')) return existing(dateTimeLater(left, right));
  if (!isKind(left, 'time') || right.kind !== 'days and time duration') return undefined;
  const day = BigInt(DAY);
  const nanos = (((BigInt(left.nanos) + right.nanos) % day) + day) % day;
  return { ...left, nanos: Number(nanos) };
}

function sum(left: Value, right: Value): Value | undefined {
  if (isKind(left, 'days and time duration') && isKind(right, 'days and time duration'))
    return daysDuration(left.nanos + right.nanos);
  if (isKind(left, 'years and months duration') && isKind(right, 'years and months duration'))
    return months(left.months + right.months);
  return undefined;
}

function months(count: number): Value {
  const duration = monthsDuration(count);
  if (duration === undefined) throw new Trouble('feel.no-number');
  return duration;
}

function existing<T>(value: T | undefined): T {
  if (value === undefined) throw new Trouble('feel.no-such-day');
  return value;
}

/** A date counts whole days: 23 hours later it is the same day, an hour earlier it is the day before. */
function dateLater(date: DateValue, duration: Duration): DateValue | undefined {
  if (duration.kind === 'years and months duration') return addMonths(date, duration.months);
  const day = BigInt(DAY);
  const within = ((duration.nanos % day) + day) % day;
  return fromDays(toDays(date) + Number((duration.nanos - within) / day));
}

function dateTimeLater(value: DateTimeValue, duration: Duration): DateTimeValue | undefined {
  if (duration.kind === 'days and time duration') return addNanos(value, duration.nanos);
  const date = addMonths(value.date, duration.months);
  return date && { ...value, date };
}

function subtract(left: Value, right: Value): Value | undefined {
  if (isKind(right, 'days and time duration', 'years and months duration')) return addDuration(left, opposite(right));
  if (isKind(left, 'time') && isKind(right, 'time')) return between(onOneDay(left), onOneDay(right));
  if (isKind(left, 'date') && isKind(right, 'date')) return between(midnight(left), midnight(right));
  const [from, to] = [asDateTime(left), asDateTime(right)];
  return from && to && between(from, to);
}

function asDateTime(value: Value): DateTimeValue | undefined {
  if (isKind(value, 'date')) return midnight(value);
  return isKind(value, 'date and time') ? value : undefined;
}

function onOneDay(time: DateTimeValue['time']): DateTimeValue {
  return { kind: 'date and time', date: { kind: 'date', year: 1970, month: 1, day: 1 }, time };
}

function between(left: DateTimeValue, right: DateTimeValue): Value | undefined {
  if (isLocal(left.time) !== isLocal(right.time)) return undefined;
  return daysDuration(instantOf(left) - instantOf(right));
}

export function opposite(duration: Duration): Duration {
  if (duration.kind === 'years and months duration') return { ...duration, months: 0 - duration.months };
  return { ...duration, nanos: -duration.nanos };
}

/** A duration times a number; parts of a month or a nanosecond are cut off. */
function scale(duration: Value, factor: Value): Value | undefined {
  if (!isNumber(factor)) return undefined;
  if (isKind(duration, 'years and months duration')) return months(factor.times(duration.months).trunc().toNumber());
  if (!isKind(duration, 'days and time duration')) return undefined;
  return nanoseconds(asNumber(factor.times(duration.nanos.toString())));
}

/** More digits than these are of no calendar. */
const MOST_NANOS = new FeelNumber('1e34');

function nanoseconds(value: FeelNumber): Value {
  if (value.abs().greaterThan(MOST_NANOS)) throw new Trouble('feel.no-number');
  return daysDuration(BigInt(value.trunc().toFixed()));
}

function divide(left: Value, right: Value): Value | undefined {
  if (isKind(left, 'days and time duration') && isKind(right, 'days and time duration'))
    return asNumber(new FeelNumber(left.nanos.toString()).dividedBy(right.nanos.toString()));
  if (isKind(left, 'years and months duration') && isKind(right, 'years and months duration'))
    return asNumber(new FeelNumber(left.months).dividedBy(right.months));
  if (!isNumber(right)) return undefined;
  if (isKind(left, 'years and months duration'))
    return months(asNumber(new FeelNumber(left.months).dividedBy(right)).trunc().toNumber());
  if (!isKind(left, 'days and time duration')) return undefined;
  return nanoseconds(asNumber(new FeelNumber(left.nanos.toString()).dividedBy(right)));
}

/** @throws Trouble feel.types for anything but numbers and durations */
export function negate(value: Value): Value {
  if (isNumber(value)) return value.negated();
  if (isKind(value, 'days and time duration', 'years and months duration')) return opposite(value);
  return wrongTypes();
}
