import { number } from '../number.ts';
import { namedEntry } from '../parse/name.ts';
import type { Path } from '../node.ts';
import { weekday } from '../time/calendar.ts';
import { clockOf, offsetOf, SECOND } from '../time/clock.ts';
import { daysDuration, daysParts } from '../time/duration.ts';
import {
  isContext,
  isList,
  isNumber,
  type Context,
  type DateTimeValue,
  type DateValue,
  type DaysDuration,
  type List,
  type MonthsDuration,
  type RangeValue,
  type TimeValue,
  type Value,
} from '../value.ts';
import type { Env } from './env.ts';

/** An entry, a property of a value, or of a list the entries of its items (DMN 1.5, 10.3.2.5 and table 65). */
export function evaluatePath({ object, key, place }: Path, env: Env): Value {
  const value = env.evaluate(object);
  if (isList(value)) {
    env.trace.room(value.length);
    return value.map((item) => property(item, key) ?? null);
  }
  const found = property(value, key);
  return found === undefined ? env.trace.fail('feel.unknown-property', place, key) : found;
}

/** Undefined where there is none. */
function property(value: Value, key: string): Value | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || isNumber(value)) return undefined;
  if (isList(value)) return value.map((item) => property(item, key) ?? null);
  if (isContext(value)) return namedEntry(value, key);
  return ownProperty(value, key);
}

function ownProperty(value: Exclude<Value, null | boolean | string | List | Context>, key: string): Value | undefined {
  if (isNumber(value) || value.kind === 'function') return undefined;
  if (value.kind === 'date') return dateProperty(value, key);
  if (value.kind === 'time') return timeProperty(value, key);
  if (value.kind === 'date and time') return dateProperty(value.date, key) ?? timeProperty(value.time, key, value.date);
  if (value.kind === 'range') return rangeProperty(value, key);
  return value.kind === 'days and time duration' ? daysProperty(value, key) : monthsProperty(value, key);
}

function dateProperty(date: DateValue, key: string): Value | undefined {
  if (key === 'year' || key === 'month' || key === 'day') return number(date[key]);
  return key === 'weekday' ? number(weekday(date)) : undefined;
}

function timeProperty(time: TimeValue, key: string, date?: DateTimeValue['date']): Value | undefined {
  const clock = clockOf(time);
  if (key === 'hour' || key === 'minute') return number(clock[key]);
  if (key === 'second') return number(clock.second).plus(number(clock.fraction).dividedBy(SECOND));
  if (key === 'timezone') return time.zone;
  if (key !== 'time offset') return undefined;
  const offset = offsetOf(time, date);
  return offset === undefined ? undefined : daysDuration(BigInt(offset) * BigInt(SECOND));
}

function daysProperty(value: DaysDuration, key: string): Value | undefined {
  const parts = daysParts(value);
  if (key === 'seconds') return number(parts.seconds).plus(number(parts.fraction).dividedBy(SECOND));
  return key === 'days' || key === 'hours' || key === 'minutes' ? number(parts[key]) : undefined;
}

function monthsProperty({ months }: MonthsDuration, key: string): Value | undefined {
  if (key === 'years') return number(Math.trunc(months / 12));
  return key === 'months' ? number(months % 12) : undefined;
}

function rangeProperty(range: RangeValue, key: string): Value | undefined {
  if (key === 'start' || key === 'end') return range[key];
  if (key === 'start included') return range.startIncluded;
  return key === 'end included' ? range.endIncluded : undefined;
}
