import { isByClock } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { Reckoning } from './count-days.ts';
import type { ClockKind } from './kinds.ts';
import { reckoningOf, type ClockLedger } from './ledger.ts';
import { dueAt, momentOf, total, workdaysPast, type Span } from './project.ts';
import type { LadderRules } from './rules.ts';
import { endOf } from './suspension.ts';

/** blue: to the officer; yellow: to the head of the unit; red: to supervision. */
export type Level = 'blue' | 'yellow' | 'red';

/** Something that the passing of time brings about. */
export interface Step {
  readonly rung: string;
  /** The legal moment, whenever somebody comes to it. */
  readonly at: Date;
  readonly level?: Level;
}

interface RungRule {
  readonly rung: string;
  readonly level?: Level;
  /** undefined: this clock has no such rung. */
  readonly at: (reckoning: Reckoning, rules: LadderRules) => Date | undefined;
}

const atLimit = (rung: string, level?: Level): RungRule => ({ rung, at: dueAt, ...(level && { level }) });

/** Each kind's rungs, the earlier first. */
const ladders: Readonly<Record<ClockKind, readonly RungRule[]>> = {
  acceptance: [
    // T-01 and T-02; deemed accepted by silence: 行政许可法 32.
    { rung: 'warn', level: 'blue', at: (of, rules) => dayBeforeLast(of, rules['clocks.acceptanceWarnWorkday']) },
    atLimit('deemed', 'red'),
  ],
  supplement: [
    { rung: 'remind1', at: (of, rules) => whileLeft(of, rules['supplement.firstReminderWorkdaysLeft']) },
    { rung: 'remind2', at: (of, rules) => whileLeft(of, rules['supplement.lastReminderWorkdaysLeft']) },
    atLimit('lapse'),
  ],
  promised: [
    // T-03 and T-05.
    { rung: 'warn', level: 'blue', at: warning },
    atLimit('due', 'yellow'),
    { rung: 'late', level: 'red', at: (of, rules) => workdaysPast(of, rules['clocks.redAfterWorkdays']) },
  ],
  // T-06; the reason is published from here on: 优化营商环境条例 36.
  statutory: [atLimit('late', 'red')],
  // T-04.
  task: [atLimit('due', 'yellow')],
  // T-08.
  delivery: [atLimit('due', 'yellow')],
  order: [atLimit('due', 'yellow')],
  // T-09.
  answer: [atLimit('due', 'yellow')],
  renewal: [atLimit('renewed')],
};

/** When most of the time is used up, and no later than a day before the last; undefined for short promises. */
function warning(of: Reckoning, rules: LadderRules): Date | undefined {
  const whole = total(of);
  const days = isByClock(of.budget.limit) ? whole.value / (whole.unit === 'hour' ? 24 : 1_440) : whole.value;
  if (days < rules['clocks.warnLeastWorkdays']) return undefined;
  const used = (whole.value * rules['clocks.warnPercent']) / 100;
  if (isByClock(of.budget.limit)) return momentOf(of, { ...whole, value: used });
  return dayBeforeLast(of, Math.ceil(used));
}

function dayBeforeLast(of: Reckoning, day: number): Date {
  const whole = total(of);
  return momentOf(of, { ...whole, value: Math.max(0, Math.min(day, whole.value - 1)) });
}

function whileLeft(of: Reckoning, left: number): Date {
  const whole: Span = total(of);
  return momentOf(of, { ...whole, value: Math.max(0, whole.value - left) });
}

/** The name of the rung at which a suspension ends by itself. */
export function resumeRung(id: string): string {
  return `resume:${id}`;
}

/**
 * Everything that the passing of time brings about for a clock, by its moment, whether it has come to pass or not: what
 * stopped a clock takes away whatever would have come later. It follows from the ledger alone, so that looking again
 * gives the same, whoever was down and for how long.
 */
export function ladderOf(clock: ClockLedger, calendar: Calendar, rules: LadderRules): readonly Step[] {
  const steps = ladders[clock.kind].flatMap(({ rung, level, at }) => {
    const moment = asItWasKnown(clock, calendar, (reckoning) => at(reckoning, rules));
    return moment === undefined ? [] : [{ rung, at: moment, ...(level && { level }) }];
  });
  return [...steps, ...resumptions(clock)]
    .map((step) => (step.at < clock.openedAt ? { ...step, at: clock.openedAt } : step))
    .filter(({ at }) => clock.stoppedAt === undefined || at <= clock.stoppedAt)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/**
 * What had come before a limit was extended came all the same. Suspensions and calendars need no such care: they change
 * only what comes after them.
 */
function asItWasKnown(
  clock: ClockLedger,
  calendar: Calendar,
  moment: (reckoning: Reckoning) => Date | undefined,
): Date | undefined {
  for (const [count, { at }] of clock.extensions.entries()) {
    const before = moment(reckoningOf({ ...clock, extensions: clock.extensions.slice(0, count) }, calendar));
    if (before !== undefined && before <= at) return before;
  }
  return moment(reckoningOf(clock, calendar));
}

/** At its planned end, unless somebody ended it sooner. */
function resumptions({ id, suspensions }: ClockLedger): readonly Step[] {
  return suspensions.flatMap(({ endedAt, ...planned }) => {
    const at = endOf(planned);
    const carried = planned.carrier === id && (endedAt === undefined || endedAt >= at);
    return carried ? [{ rung: resumeRung(planned.id), at }] : [];
  });
}

/** What has not come to pass yet, the earliest first. */
export function ahead(clock: ClockLedger, calendar: Calendar, rules: LadderRules): readonly Step[] {
  return ladderOf(clock, calendar, rules).filter(({ rung }) => !clock.raised.has(rung));
}
