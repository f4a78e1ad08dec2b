import { milliseconds, termsOf } from './budget.ts';
import type { Reckoning } from './count-days.ts';
import { momentsOut } from './suspension.ts';

/** The milliseconds of a limit in hours or minutes with its extensions. */
export function totalMoments({ budget }: Pick<Reckoning, 'budget'>): number {
  return termsOf(budget).reduce((sum, term) => sum + milliseconds(term), 0);
}

/** When so many milliseconds have run, what is taken out left aside. */
export function momentAfter({ budget, suspensions }: Reckoning, total: number): number {
  let end = budget.start.getTime() + total;
  for (const { from, until } of momentsOut(suspensions)) {
    const begins = Math.max(from, budget.start.getTime());
    if (begins >= end) break;
    end += Math.max(0, until - begins);
  }
  return end;
}

/** How many milliseconds ran between two moments. */
export function ranBetween({ suspensions }: Reckoning, from: number, until: number): number {
  const out = momentsOut(suspensions).map((gap) => Math.min(gap.until, until) - Math.max(gap.from, from));
  return Math.max(0, until - from) - out.reduce((sum, each) => sum + Math.max(0, each), 0);
}
