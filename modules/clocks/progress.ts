import { civilDate } from '#kernel';
import { dueAt, type Projecting } from './project.ts';
import { gapsOf, isInGap, type Gap } from './suspension.ts';

/** How far a clock is, in the words of a page. */
export interface Progress {
  /** Absent while it stands still without an end that is known. */
  readonly dueAt?: Date;
  /** The last day of it. */
  readonly lastDay?: Temporal.PlainDate;
  readonly suspended: boolean;
  /** Which share of its days has passed: 0 at the beginning, 1 when its last day is over, more afterwards. */
  readonly share: number;
  /** Working days that count and are left after today; below 0, how many it is over. */
  readonly workdaysLeft?: number;
}

/**
 * How far a clock is at a moment. Before it began, also because a server's clock has jumped back, nothing of it is spent.
 */
export function progressOf(projecting: Projecting, now: Date): Progress {
  const { budget, suspensions, calendar } = projecting;
  const gaps = gapsOf(suspensions);
  const due = dueAt(projecting);
  const suspended = gaps.some(({ from, until }) => from <= now && (until === undefined || now < until));
  if (due === undefined) return { suspended, share: 0 };
  const [start, today, last] = [civilDate(budget.startedAt), civilDate(now), civilDate(new Date(due.getTime() - 1))];
  const counts = ofWorkdays(budget.limit.unit) ? calendar.isWorked : () => true;
  const whole = daysBetween(start, last, { gaps, counts });
  const passed = daysBetween(start, today.subtract({ days: 1 }), { gaps, counts });
  const ahead = Temporal.PlainDate.compare(today, last) <= 0;
  const [from, until] = ahead ? [today, last] : [last, today];
  const left = daysBetween(from, until, { gaps, counts: calendar.isWorked });
  return {
    dueAt: due,
    lastDay: last,
    suspended,
    share: whole === 0 ? shareOfInstants(budget.startedAt, due, now) : passed / whole,
    workdaysLeft: ahead || left === 0 ? left : -left,
  };
}

function ofWorkdays(unit: string): boolean {
  return unit === 'workday';
}

/** What begins and ends on one day. */
function shareOfInstants(start: Date, due: Date, now: Date): number {
  const whole = due.getTime() - start.getTime();
  return whole <= 0 ? 1 : Math.max(0, now.getTime() - start.getTime()) / whole;
}

interface Counting {
  readonly gaps: readonly Gap[];
  readonly counts: (day: Temporal.PlainDate) => boolean;
}

/** Days that count after the first up to the last, both in their whole. */
function daysBetween(first: Temporal.PlainDate, last: Temporal.PlainDate, { gaps, counts }: Counting): number {
  let count = 0;
  for (let day = first.add({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    if (counts(day) && !isInGap(day, gaps)) count += 1;
  return count;
}
