import type { Db, Tx } from '#kernel';
import { footingAt, type Footing } from './footing.ts';
import { reckoningOf, type ClockLedger, type KeptSuspension } from './ledger.ts';
import { ledgersOf } from './ledger-store.ts';
import { dueAt, dueOn, elapsed, percentUsed, remaining, type Span } from './project.ts';
import { endOf } from './suspension.ts';

export type ClockState = 'running' | 'suspended' | 'stopped';

/** A clock as somebody may see it who looks at a moment. */
export interface ClockView extends Omit<ClockLedger, 'raised' | 'projected' | 'suspensions'> {
  readonly state: ClockState;
  /** What it stands still for. */
  readonly suspension?: KeptSuspension;
  /** Whatever has suspended it, as it is now known. */
  readonly suspensions: readonly KeptSuspension[];
  readonly dueAt: Date;
  /** Its last day: until 24:00 of it there is time. */
  readonly dueOn: Temporal.PlainDate;
  readonly elapsed: Span;
  /** Below 0: over by so much. */
  readonly remaining: Span;
  readonly percentUsed: number;
  /** Whether the limit had passed: now, or when it stopped. */
  readonly isOver: boolean;
  /** Whether the calendar of the year of its last day is published; else weekdays were taken. */
  readonly isPublished: boolean;
}

/** The clocks of a subject as they stand, the earlier started first. */
export async function clocksOf(db: Db | Tx, subject: string, now: Date): Promise<readonly ClockView[]> {
  return (await clocksOfMany(db, [subject], now)).get(subject) ?? [];
}

/** The same for many subjects at once, as lists need it. */
export async function clocksOfMany(
  db: Db | Tx,
  subjects: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly ClockView[]>> {
  const footing = await footingAt(db, now);
  const views = (await ledgersOf(db, subjects)).map((clock) => viewOf(clock, footing, now));
  return Map.groupBy(views, ({ subject }) => subject);
}

export function viewOf(clock: ClockLedger, { calendars }: Pick<Footing, 'calendars'>, now: Date): ClockView {
  const { raised: _raised, projected: _projected, ...facts } = clock;
  const calendar = calendars(clock.region);
  const reckoning = reckoningOf(clock, calendar);
  const looked = clock.stoppedAt ?? now;
  const suspension = clock.suspensions.find((each) => each.from <= now && now < endOf(each));
  const last = dueOn(reckoning);
  const isStopped = clock.stoppedAt !== undefined;
  return {
    ...facts,
    state: isStopped ? 'stopped' : suspension === undefined ? 'running' : 'suspended',
    ...(suspension === undefined || isStopped ? {} : { suspension }),
    dueAt: dueAt(reckoning),
    dueOn: last,
    elapsed: elapsed(reckoning, looked),
    remaining: remaining(reckoning, looked),
    percentUsed: percentUsed(reckoning, looked),
    isOver: dueAt(reckoning) <= looked,
    isPublished: calendar.isPublished(last.year),
  };
}
