import type { LimitUnit } from '#catalogue';
import { termsOf, type Budget } from './budget.ts';
import type { Calendar } from './calendar.ts';
import { dateOf, dayOf, numberOf, type DayNumber } from './day.ts';
import { daysOut, type Gap, type Suspension } from './suspension.ts';

/** Everything that a limit is counted from: nothing else is stored of it. */
export interface Reckoning {
  readonly budget: Budget;
  readonly suspensions: readonly Suspension[];
  readonly calendar: Calendar;
}

/** Which days count: of a limit in working days those on which people work, of any other each; none that is taken out. */
export class CountedDays {
  readonly #calendar: Calendar;
  readonly #out: readonly Gap[];

  constructor({ calendar, suspensions }: Pick<Reckoning, 'calendar' | 'suspensions'>) {
    this.#calendar = calendar;
    this.#out = daysOut(suspensions);
  }

  counts(day: DayNumber, unit: LimitUnit): boolean {
    if (unit === 'workday' && !this.#calendar.worksOn(day)) return false;
    return !this.#out.some(({ from, until }) => from < day && day <= until);
  }

  /** The day on which so many have passed after `start`, which does not count itself (民法典 201). */
  after(start: DayNumber, count: number, unit: LimitUnit): DayNumber {
    let day = start;
    for (let left = count; left > 0;) {
      day += 1;
      if (this.counts(day, unit)) left -= 1;
    }
    return day;
  }

  /** How many count after the first day, up to and with the last. */
  between(first: DayNumber, last: DayNumber, unit: LimitUnit): number {
    let count = 0;
    for (let day = first + 1; day <= last; day += 1) if (this.counts(day, unit)) count += 1;
    return count;
  }

  /** The first day from this one on, on which people work and which is not taken out. */
  workedFrom(day: DayNumber): DayNumber {
    let next = day;
    while (!this.counts(next, 'workday')) next += 1;
    return next;
  }
}

/**
 * The last day of a limit in days or months as it is counted, before it is moved off a day without work. Months are
 * added as months and then taken as the days between, so that each day that is taken out moves the end by one.
 */
export function countedLastDay({ budget }: Reckoning, days: CountedDays): DayNumber {
  let day = dayOf(budget.start);
  for (const { value, unit } of termsOf(budget)) {
    const count = unit === 'month' ? numberOf(dateOf(day).add({ months: value })) - day : value;
    day = days.after(day, count, unit);
  }
  return day;
}

/** The last day of a limit in days or months: one that would be a day without work is the next working day (民法典 203). */
export function lastDayOf(reckoning: Reckoning, days: CountedDays): DayNumber {
  const counted = countedLastDay(reckoning, days);
  const { budget } = reckoning;
  return budget.exact === true || termsOf(budget).at(-1)?.unit === 'workday' ? counted : days.workedFrom(counted);
}
