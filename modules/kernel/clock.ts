/** The only source of "now" in the modules; tests pass a clock that stands still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock for tests: stands at `start` until it is moved on. */
export function stoppedClock(start: Date | string): Clock & { advance(milliseconds: number): void } {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/** All of China keeps one legal time; every civil date of the platform is read in it. */
export const LEGAL_TIME_ZONE = 'Asia/Shanghai';

/** The civil date of an instant in legal time. */
export function civilDate(instant: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(LEGAL_TIME_ZONE).toPlainDate();
}

/** Midnight at which the civil day of an instant began, in legal time. */
export function startOfDay(instant: Date): Date {
  return new Date(civilDate(instant).toZonedDateTime(LEGAL_TIME_ZONE).epochMilliseconds);
}
