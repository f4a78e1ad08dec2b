import type { RefusalCode } from '#kernel';
import type { LimitUnit } from '#catalogue';
import type { Limit } from './deadline.ts';

/** Time that somebody has for something. */
export interface Budget {
  readonly startedAt: Date;
  readonly limit: Limit;
  /** Longer times that were granted, each in its own unit, one after the other. */
  readonly extensions?: readonly Limit[];
  /** Where an office has hours, acts at the counter end with them (民法典 203(2)): the time at which the last day ends. */
  readonly closesAt?: Temporal.PlainTime;
}

/** Further than any law goes; what is longer is a slip of the pen. */
const MOST: Readonly<Record<LimitUnit, number>> = {
  workday: 2_000,
  naturalDay: 3_660,
  month: 120,
  hour: 10_000,
  minute: 600_000,
};

const units: readonly LimitUnit[] = ['workday', 'naturalDay', 'month', 'hour', 'minute'];

/** Reads a limit as it was written down. A number without a unit is no limit: nobody guesses which days were meant. */
export function readLimit(value: unknown, unit: unknown): Limit | RefusalCode {
  const known = units.find((each) => each === unit);
  if (known === undefined) return 'clocks.limit-without-unit';
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) return 'clocks.limit-not-positive';
  return value > MOST[known] ? 'clocks.limit-too-long' : { value, unit: known };
}
