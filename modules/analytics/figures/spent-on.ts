import type { CaseStamps, Pause } from '#cases';
import { deadline, workingTime, type Limit } from '#clocks';
import { addWorkdays, civilDate, isWorkday, LEGAL_TIME_ZONE } from '#kernel';

/**
 * From when on the time for a decision runs: acceptance; where nobody accepted in time, the day of receipt, or of the
 * supplement where one was asked for (行政许可法 32(4)).
 */
export function decisionBegins({ acceptedAt, deemed, receivedAt, suppliedAt }: CaseStamps): Date {
  if (acceptedAt !== undefined && !deemed) return acceptedAt;
  return suppliedAt ?? receivedAt;
}

/**
 * How much working time the decision of a case took, without what does not count: special procedures (行政许可法 45).
 * What an applicant needed for a supplement comes before acceptance, where this time has not begun.
 * @returns milliseconds; undefined before the decision
 */
export function spentOn(stamps: CaseStamps): number | undefined {
  const { decidedAt, pauses } = stamps;
  if (decidedAt === undefined) return undefined;
  const begins = decisionBegins(stamps);
  const paused = pauses
    .map(({ from, until = decidedAt }) => workingTime(later(from, begins), earlier(until, decidedAt)))
    .reduce((sum, time) => sum + time, 0);
  return workingTime(begins, decidedAt) - paused;
}

/**
 * The moment at which a promised time has passed, moved on by each special procedure that began before: by the days of
 * its kind after the one on which the procedure began, up to the one on which it ended. A longer time that the organ
 * granted itself (行政许可法 42) moves nothing here: it is no part of what was promised.
 * @returns undefined while a procedure that began in time has not ended
 */
export function promiseEnds(stamps: CaseStamps, promise: Limit): Date | undefined {
  const begins = decisionBegins(stamps);
  const isOfDays = promise.unit !== 'hour' && promise.unit !== 'minute';
  return isOfDays ? dayEnds(civilDate(begins), promise, stamps.pauses) : momentEnds(begins, promise, stamps.pauses);
}

function momentEnds(begins: Date, promise: Limit, pauses: readonly Pause[]): Date | undefined {
  let ends = deadline(begins, promise);
  for (const { from, until } of pauses) {
    if (from >= ends) break;
    if (until === undefined) return undefined;
    ends = new Date(ends.getTime() + (until.getTime() - from.getTime()));
  }
  return ends;
}

type Day = Temporal.PlainDate;

function dayEnds(begins: Day, { value, unit }: Limit, pauses: readonly Pause[]): Date | undefined {
  const ofWork = unit === 'workday';
  // Where the days themselves end; one without work moves to the next only at last (民法典 203).
  let counted = ofWork
    ? addWorkdays(begins, value)
    : begins.add(unit === 'month' ? { months: value } : { days: value });
  let last = ofWork ? counted : workdayFrom(counted);
  for (const { from, until } of pauses) {
    const begun = civilDate(from);
    if (Temporal.PlainDate.compare(begun, last) > 0) break;
    if (until === undefined) return undefined;
    const ended = civilDate(until);
    const days = begun.until(ended, { largestUnit: 'day' }).days;
    counted = ofWork ? addWorkdays(counted, workdaysAfter(begun, days)) : counted.add({ days });
    last = latest(ofWork ? counted : workdayFrom(counted), days === 0 ? last : workdayFrom(ended));
  }
  return new Date(last.add({ days: 1 }).toZonedDateTime(LEGAL_TIME_ZONE).epochMilliseconds);
}

function workdaysAfter(begun: Day, days: number): number {
  const after = Array.from({ length: days }, (_, at) => begun.add({ days: at + 1 }));
  return after.filter((day) => isWorkday(day)).length;
}

function workdayFrom(day: Day): Day {
  return isWorkday(day) ? day : workdayFrom(day.add({ days: 1 }));
}

function latest(one: Day, other: Day): Day {
  return Temporal.PlainDate.compare(one, other) > 0 ? one : other;
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
