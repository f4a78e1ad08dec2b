import { civilDate, type RefusalCode } from '#kernel';

/** A span in which a clock stands still. */
export interface Suspension {
  readonly from: Date;
  /** When it ended; absent while it lasts. */
  readonly until?: Date;
  /** While it lasts: the last day of the time that was told; at its end the clock goes on by itself. */
  readonly plannedEnd?: Temporal.PlainDate;
}

/** What does not count: instants, and the civil days that follow from them. */
export interface Gap {
  readonly from: Date;
  /** Absent: it has no end that is known. */
  readonly until?: Date;
  /** The day on which it began still counts (民法典 201: the day of the event is nobody's). */
  readonly after: Temporal.PlainDate;
  /** The last day that does not count. */
  readonly last?: Temporal.PlainDate;
}

/** Why a ledger of suspensions cannot be what happened. */
export function suspensionProblem(ledger: readonly Suspension[]): RefusalCode | undefined {
  if (ledger.some(({ from, until }) => until !== undefined && until < from)) return 'clocks.ends-before-it-begins';
  const open = ledger.filter(({ until }) => until === undefined);
  return open.length > 1 ? 'clocks.suspended-already' : undefined;
}

/** The gaps of a ledger, the earliest first, whatever the order of its entries; those that touch or overlap are one. */
export function gapsOf(ledger: readonly Suspension[]): readonly Gap[] {
  const spans = ledger.map(({ from, until, plannedEnd }) => ({ from, until: until ?? endOf(plannedEnd) }));
  const sorted = spans.toSorted((one, other) => one.from.getTime() - other.from.getTime());
  const merged: { from: Date; until: Date | undefined }[] = [];
  for (const { from, until } of sorted) {
    const before = merged.at(-1);
    if (before === undefined || (before.until !== undefined && before.until < from)) merged.push({ from, until });
    else if (before.until !== undefined && (until === undefined || until > before.until)) before.until = until;
  }
  return merged.map(({ from, until }) => ({
    from,
    after: civilDate(from),
    // What ends at midnight has ended with the day before.
    ...(until === undefined ? {} : { until, last: civilDate(new Date(Math.max(from.getTime(), until.getTime() - 1))) }),
  }));
}

/** 24:00 of a day in Shanghai. */
function endOf(day: Temporal.PlainDate | undefined): Date | undefined {
  if (day === undefined) return undefined;
  return new Date(day.add({ days: 1 }).toZonedDateTime('Asia/Shanghai').epochMilliseconds);
}

/** Whether a day does not count. */
export function isInGap(day: Temporal.PlainDate, gaps: readonly Gap[]): boolean {
  return gaps.some(
    ({ after, last }) =>
      Temporal.PlainDate.compare(day, after) > 0 && (last === undefined || Temporal.PlainDate.compare(day, last) <= 0),
  );
}
