import { identical, isLocal } from '../compare.ts';
import { number, toInteger, type FeelNumber } from '../number.ts';
import { Trouble } from '../problem.ts';
import { dateOf, dayOfYear, midnight, weekday, weekOfYear } from '../time/calendar.ts';
import { dateTimeOf, SECOND, timeOf } from '../time/clock.ts';
import { monthsDuration, parseDuration } from '../time/duration.ts';
import { parseDate, parseDateTime, parseTime } from '../time/text.ts';
import {
  isKind,
  type DateTimeValue,
  type DateValue,
  type DaysDuration,
  type FunctionValue,
  type TimeValue,
  type Value,
} from '../value.ts';
import { any, define, numeric, optional, parameter, text, way, type Parameter } from './define.ts';

const dated = (name: string): Parameter<DateValue> => parameter(name, (value) => isKind(value, 'date'));
const timed = (name: string): Parameter<TimeValue> => parameter(name, (value) => isKind(value, 'time'));
const instant = (name: string): Parameter<DateTimeValue> => parameter(name, (value) => isKind(value, 'date and time'));
const shift = (name: string): Parameter<DaysDuration> =>
  parameter(name, (value) => isKind(value, 'days and time duration'));
const dayOf = (name: string): Parameter<DateValue | DateTimeValue> =>
  parameter(name, (value) => isKind(value, 'date', 'date and time'));

function existing<T>(value: T | undefined, code: 'feel.unreadable' | 'feel.no-such-day'): T {
  if (value === undefined) throw new Trouble(code);
  return value;
}

function read<T>(value: T | undefined): T {
  return existing(value, 'feel.unreadable');
}

function integer(value: FeelNumber): number {
  return toInteger(value) ?? Number.NaN;
}

function day(value: DateValue | DateTimeValue): DateValue {
  return value.kind === 'date' ? value : value.date;
}

interface Clock {
  readonly hour: FeelNumber;
  readonly minute: FeelNumber;
  readonly second: FeelNumber;
}

/** The second may have a fraction; nanoseconds are the least that there is. */
function clockTime(
  { hour, minute, second }: Clock,
  zone: { readonly offset?: number | undefined; readonly zone?: string },
): TimeValue {
  const nanos = second.times(SECOND).trunc().toNumber();
  return existing(timeOf({ hour: integer(hour), minute: integer(minute), nanos }, zone), 'feel.no-such-day');
}

function seconds(offset: DaysDuration | undefined): number | undefined {
  return offset && Number(offset.nanos / BigInt(SECOND));
}

const ymd = [numeric('year'), numeric('month'), numeric('day')] as const;
const hms = [numeric('hour'), numeric('minute'), numeric('second')] as const;

function civil(year: FeelNumber, month: FeelNumber, dayOfMonth: FeelNumber): DateValue {
  return existing(dateOf(integer(year), integer(month), integer(dayOfMonth)), 'feel.no-such-day');
}

function at(date: DateValue, time: TimeValue): DateTimeValue {
  return { kind: 'date and time', date, time };
}

/** Whole months from one to the other, cut off towards zero. */
function monthsBetween(from: Value, to: Value): Value {
  const [start, end] = [from, to].map(asDateTime);
  if (start === undefined || end === undefined || isLocal(start.time) !== isLocal(end.time))
    throw new Trouble('feel.types');
  const months = (end.date.year - start.date.year) * 12 + end.date.month - start.date.month;
  const rest = end.date.day - start.date.day || end.time.nanos - start.time.nanos;
  if (months > 0 && rest < 0) return monthsDuration(months - 1) ?? null;
  return monthsDuration(months < 0 && rest > 0 ? months + 1 : months) ?? null;
}

function asDateTime(value: Value): DateTimeValue | undefined {
  if (isKind(value, 'date')) return midnight(value);
  if (isKind(value, 'date and time')) return value;
  return undefined;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const conversions: readonly FunctionValue[] = [
  define(
    'date',
    way([text('from')], ([from]) => read(parseDate(from))),
    way([dayOf('from')], ([from]) => day(from)),
    way(ymd, ([year, month, dayOfMonth]) => civil(year, month, dayOfMonth)),
  ),
  define(
    'time',
    way([text('from')], ([from]) => read(parseTime(from))),
    way([timed('from')], ([from]) => from),
    way([dayOf('from')], ([from]) => (from.kind === 'date' ? midnight(from).time : from.time)),
    way([...hms, optional(shift('offset'))], ([hour, minute, second, offset]) =>
      clockTime({ hour, minute, second }, { offset: seconds(offset) }),
    ),
  ),
  define(
    'date and time',
    way([text('from')], ([from]) => read(parseDateTime(from))),
    way([instant('from')], ([from]) => from),
    way([dated('from')], ([from]) => midnight(from)),
    way([dayOf('date'), timed('time')], ([date, time]) => at(day(date), time)),
    way([...ymd, ...hms], ([year, month, dayOfMonth, hour, minute, second]) =>
      at(civil(year, month, dayOfMonth), clockTime({ hour, minute, second }, {})),
    ),
    way([...ymd, ...hms, shift('offset')], ([year, month, dayOfMonth, hour, minute, second, offset]) =>
      at(civil(year, month, dayOfMonth), clockTime({ hour, minute, second }, { offset: seconds(offset) })),
    ),
    way([...ymd, ...hms, text('timezone')], ([year, month, dayOfMonth, hour, minute, second, zone]) =>
      at(civil(year, month, dayOfMonth), clockTime({ hour, minute, second }, { zone })),
    ),
  ),
  define(
    'duration',
    way([text('from')], ([from]) => read(parseDuration(from))),
    way(
      [parameter('from', (value) => isKind(value, 'days and time duration', 'years and months duration'))],
      ([from]) => from,
    ),
  ),
];

export const temporalFunctions: readonly FunctionValue[] = [
  ...conversions,
  define(
    'years and months duration',
    way([dayOf('from'), dayOf('to')], ([from, to]) => monthsBetween(from, to)),
  ),
  define(
    'is',
    way([any('value1'), any('value2')], ([one, other]) => identical(one, other)),
  ),
  define(
    'now',
    way([], (_, trace) => dateTimeOf(trace.now()) ?? null),
  ),
  define(
    'today',
    way([], (_, trace) => dateTimeOf(trace.now())?.date ?? null),
  ),
  define(
    'day of year',
    way([dayOf('date')], ([date]) => number(dayOfYear(day(date)))),
  ),
  define(
    'week of year',
    way([dayOf('date')], ([date]) => number(weekOfYear(day(date)))),
  ),
  define(
    'day of week',
    way([dayOf('date')], ([date]) => WEEKDAYS[weekday(day(date)) - 1] ?? null),
  ),
  define(
    'month of year',
    way([dayOf('date')], ([date]) => MONTHS[day(date).month - 1] ?? null),
  ),
];
