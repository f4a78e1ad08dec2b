import { dayOf, numberOf, startOf, type DayNumber } from './day.ts';

/** A time that does not count: 行政许可法 45, or another kind for which the item cites its article. */
export interface Suspension {
  readonly kind: string;
  readonly basis: string;
  readonly from: Date;
  /** The last day for which it is planned; after it the clock runs again by itself. */
  readonly plannedEnd: Temporal.PlainDate;
  readonly endedAt?: Date;
}

export type SuspensionProblem = 'clocks.suspension-reversed' | 'clocks.suspension-absurd' | 'clocks.suspension-twice';

/** No hearing, test or appraisal is planned for longer; what is planned anew after that is a new suspension. */
const MOST_DAYS = 1_100;

/** What is wrong with one suspension: it ends before it began, or never. */
export function suspensionProblem({ from, plannedEnd, endedAt }: Suspension): SuspensionProblem | undefined {
  const planned = numberOf(plannedEnd) - dayOf(from);
  if (planned < 0 || (endedAt !== undefined && endedAt < from)) return 'clocks.suspension-reversed';
  return planned > MOST_DAYS ? 'clocks.suspension-absurd' : undefined;
}

/** Two of one kind at once are one that was written twice; of two kinds each may have its reason. */
export function ledgerProblem(suspensions: readonly Suspension[]): SuspensionProblem | undefined {
  for (const [at, one] of suspensions.entries()) {
    const problem = suspensionProblem(one);
    if (problem !== undefined) return problem;
    const again = suspensions.slice(at + 1).some((other) => other.kind === one.kind && overlap(one, other));
    if (again) return 'clocks.suspension-twice';
  }
  return undefined;
}

function overlap(one: Suspension, other: Suspension): boolean {
  return one.from < endOf(other) && other.from < endOf(one);
}

/** When a suspension is over: when it was ended, and at the latest at 24:00 of the day for which it was planned. */
export function endOf({ plannedEnd, endedAt }: Suspension): Date {
  const planned = new Date(startOf(numberOf(plannedEnd) + 1));
  return endedAt === undefined || endedAt > planned ? planned : endedAt;
}

/** Whether the clock stands still at a moment. */
export function isSuspended(suspensions: readonly Suspension[], now: Date): boolean {
  return suspensions.some((each) => each.from <= now && now < endOf(each));
}

/** From where, and to where, something does not count. */
export interface Gap {
  readonly from: number;
  readonly until: number;
}

/**
 * The days that are taken out, each span without its first day and with its last: a day on which something begins counts
 * in full, and the day on which it ends does not yet (民法典 201). What overlaps is taken out once.
 */
export function daysOut(suspensions: readonly Suspension[]): readonly Gap[] {
  return merged(suspensions.map((each) => ({ from: dayOf(each.from), until: lastDayOf(each) })));
}

function lastDayOf({ plannedEnd, endedAt }: Suspension): DayNumber {
  const planned = numberOf(plannedEnd);
  return endedAt === undefined ? planned : Math.min(dayOf(endedAt), planned);
}

/** The milliseconds that are taken out of what runs by the clock. */
export function momentsOut(suspensions: readonly Suspension[]): readonly Gap[] {
  return merged(suspensions.map((each) => ({ from: each.from.getTime(), until: endOf(each).getTime() })));
}

/** Apart from each other and in order. A span that is reversed takes out nothing. */
function merged(gaps: readonly Gap[]): readonly Gap[] {
  const apart: { from: number; until: number }[] = [];
  const sound = gaps.filter(({ from, until }) => from < until);
  for (const { from, until } of sound.toSorted((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else apart.push({ from, until });
  }
  return apart;
}
