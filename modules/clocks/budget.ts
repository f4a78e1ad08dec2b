import type { LimitUnit } from '#catalogue';

/** A span of time as the law counts it. */
export interface Limit {
  readonly value: number;
  readonly unit: LimitUnit;
}

/** The time that somebody has for something. */
export interface Budget {
  readonly limit: Limit;
  readonly start: Date;
  /** Granted since, in this order: 行政许可法 42 and its like. */
  readonly extensions?: readonly Limit[];
  /** Where an office has hours, an act at its counter ends with them: 民法典 203(2). */
  readonly closes?: Temporal.PlainTime;
  /** An expiry is a day and no period (期间): it is not moved off a day without work. */
  readonly exact?: true;
}

export type LimitProblem =
  | 'clocks.limit-without-unit'
  | 'clocks.limit-not-whole'
  | 'clocks.limit-not-positive'
  | 'clocks.limit-absurd'
  | 'clocks.extension-unit';

/** Nothing of the law's goes on for longer than these; what does is a slip of the keyboard. */
const MOST: Readonly<Record<LimitUnit, number>> = {
  workday: 2_600,
  naturalDay: 3_660,
  month: 120,
  hour: 8_784,
  minute: 527_040,
};

/** What is wrong with a limit as somebody wrote it; undefined if nothing is. */
export function limitProblem({ value, unit }: { value: number; unit?: string | undefined }): LimitProblem | undefined {
  if (!isUnit(unit)) return 'clocks.limit-without-unit';
  if (!Number.isInteger(value)) return 'clocks.limit-not-whole';
  if (value <= 0) return 'clocks.limit-not-positive';
  return value > MOST[unit] ? 'clocks.limit-absurd' : undefined;
}

/** The same of an extension; time that runs by the clock is not extended by days, nor days by hours. */
export function extensionProblem(limit: Limit, extension: Limit): LimitProblem | undefined {
  const problem = limitProblem(extension);
  if (problem !== undefined) return problem;
  return isByClock(limit) === isByClock(extension) ? undefined : 'clocks.extension-unit';
}

function isUnit(unit: string | undefined): unit is LimitUnit {
  return unit !== undefined && Object.hasOwn(MOST, unit);
}

/** Whether a limit runs by the clock, from moment to moment; the others run by days. */
export function isByClock({ unit }: Limit): boolean {
  return unit === 'hour' || unit === 'minute';
}

const UNIT_MS = { minute: 60_000, hour: 3_600_000 } as const;

/** A limit by the clock, in milliseconds. */
export function milliseconds({ value, unit }: Limit): number {
  return value * (unit === 'minute' ? UNIT_MS.minute : UNIT_MS.hour);
}

/**
 * A limit with its extensions, in the order in which they pass. Extensions by the same unit add up before anything is
 * counted: two months and one more, from 31 December, end on 31 March and not on the 28th.
 */
export function termsOf({ limit, extensions = [] }: Budget): readonly Limit[] {
  const terms: Limit[] = [];
  for (const { value, unit } of [limit, ...extensions]) {
    const last = terms.at(-1);
    if (last?.unit === unit) terms[terms.length - 1] = { unit, value: last.value + value };
    else terms.push({ value, unit });
  }
  return terms;
}
