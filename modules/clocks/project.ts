import { civilDate, LEGAL_TIME_ZONE } from '#kernel';
import type { Budget } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { Limit } from './deadline.ts';
import { gapsOf, isInGap, type Gap, type Suspension } from './suspension.ts';

/** What a deadline follows from. It is a projection: it moves when a suspension is added or the calendar changes. */
export interface Projecting {
  readonly budget: Budget;
  readonly suspensions: readonly Suspension[];
  readonly calendar: Calendar;
}

const MINUTE_MS = 60_000;
const INSTANTS: Readonly<Partial<Record<Limit['unit'], number>>> = { hour: 60 * MINUTE_MS, minute: MINUTE_MS };

/**
 * The moment at which a budget is used up: 24:00 of its last day in Shanghai, or the closing time of the office on it;
 * of hours and minutes that very instant. The day of the event does not count (民法典 201); working days are those of the
 * calendar (行政许可法 82); calendar days and months that end on a day without work end on the next working day (民法典
 * 203(1)). Days that lie within a suspension do not count (行政许可法 45).
 * @returns undefined while it stands still and nobody has said until when
 */
export function dueAt({ budget, suspensions, calendar }: Projecting): Date | undefined {
  const gaps = gapsOf(suspensions);
  let at: Date | undefined = budget.startedAt;
  let last: Temporal.PlainDate | undefined = civilDate(budget.startedAt);
  const [first, ...more] = inOne([budget.limit, ...(budget.extensions ?? [])]);
  for (const limit of first === undefined ? [] : [first, ...more]) {
    const perUnit = INSTANTS[limit.unit];
    if (perUnit !== undefined) {
      at = at && instantAfter(at, limit.value * perUnit, gaps);
      // What ended at midnight ended with the day before.
      last = at && civilDate(new Date(at.getTime() - 1));
    } else {
      last = last && lastDayAfter(last, limit, { gaps, calendar });
      at = last && endOf(last, budget.closesAt);
    }
  }
  return at;
}

/** Limits of one unit that follow each other are one: a month and a month are two months. */
function inOne(limits: readonly Limit[]): readonly Limit[] {
  const sum: Limit[] = [];
  for (const { value, unit } of limits) {
    const before = sum.at(-1);
    if (before?.unit === unit) sum[sum.length - 1] = { value: before.value + value, unit };
    else sum.push({ value, unit });
  }
  return sum;
}

function endOf(day: Temporal.PlainDate, closesAt: Temporal.PlainTime | undefined): Date {
  const end = closesAt === undefined ? day.add({ days: 1 }) : day;
  const time = closesAt === undefined ? {} : { plainTime: closesAt };
  return new Date(end.toZonedDateTime({ timeZone: LEGAL_TIME_ZONE, ...time }).epochMilliseconds);
}

function instantAfter(start: Date, milliseconds: number, gaps: readonly Gap[]): Date | undefined {
  let end = start.getTime() + milliseconds;
  for (const { from, until } of gaps) {
    const begins = Math.max(from.getTime(), start.getTime());
    if (begins >= end) continue;
    if (until === undefined) return undefined;
    end += Math.max(0, until.getTime() - begins);
  }
  return new Date(end);
}

interface Counting {
  readonly gaps: readonly Gap[];
  readonly calendar: Calendar;
}

/** The last day of a limit in days or months, counted from the day after `start`; undefined: it never comes. */
function lastDayAfter(start: Temporal.PlainDate, limit: Limit, counting: Counting): Temporal.PlainDate | undefined {
  const { gaps, calendar } = counting;
  if (limit.unit === 'workday') return counted(start, limit.value, { ...counting, counts: calendar.isWorked });
  const open =
    limit.unit === 'naturalDay'
      ? counted(start, limit.value, { ...counting, counts: () => true })
      : afterGaps(start, start.add({ months: limit.value }), gaps);
  return open && nextWorked(open, counting);
}

interface Days extends Counting {
  readonly counts: (day: Temporal.PlainDate) => boolean;
}

function counted(start: Temporal.PlainDate, value: number, { gaps, counts }: Days): Temporal.PlainDate | undefined {
  let day = start;
  for (let left = value; left > 0;) {
    day = day.add({ days: 1 });
    const gap = gaps.find((each) => isInGap(day, [each]));
    if (gap !== undefined && gap.last === undefined) return undefined;
    if (gap === undefined && counts(day)) left -= 1;
  }
  return day;
}

/** A month that stood still for some days ends so many days later. */
function afterGaps(
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
  gaps: readonly Gap[],
): Temporal.PlainDate | undefined {
  let last = end;
  for (let day = start.add({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const gap = gaps.find((each) => isInGap(day, [each]));
    if (gap === undefined) continue;
    if (gap.last === undefined) return undefined;
    last = last.add({ days: 1 });
  }
  return last;
}

/** A limit does not end on a day without work, nor on one that does not count. */
function nextWorked(day: Temporal.PlainDate, { gaps, calendar }: Counting): Temporal.PlainDate | undefined {
  let next = day;
  for (;;) {
    const gap = gaps.find((each) => isInGap(next, [each]));
    if (gap !== undefined && gap.last === undefined) return undefined;
    if (gap === undefined && calendar.isWorked(next)) return next;
    next = next.add({ days: 1 });
  }
}
