import { WORKDAY_MS } from '#clocks';
import type { Spread } from './spread.ts';

/** A spread in working days with one decimal: what is shown, and public figures hold no finer time of anybody. */
export interface Times {
  /** So many tasks it was measured at. */
  readonly count: number;
  readonly median?: number;
  readonly p90?: number;
}

export function inWorkdays({ count, median, p90 }: Spread): Times {
  return {
    count,
    ...(median === undefined ? {} : { median: tenths(median) }),
    ...(p90 === undefined ? {} : { p90: tenths(p90) }),
  };
}

function tenths(milliseconds: number): number {
  return Math.round((milliseconds / WORKDAY_MS) * 10) / 10;
}
