/** How often, how long: what was counted of one handler. */
export interface Tally {
  readonly n: number;
  readonly granted: number;
  readonly sum: number;
  readonly squares: number;
}

export const noTally: Tally = { n: 0, granted: 0, sum: 0, squares: 0 };

export function plus(one: Tally, other: Tally): Tally {
  return {
    n: one.n + other.n,
    granted: one.granted + other.granted,
    sum: one.sum + other.sum,
    squares: one.squares + other.squares,
  };
}

/** Standard deviations between two shares, by what both come to together; 0 where nothing differs. */
export function sharesApart(one: Tally, other: Tally): number {
  if (one.n === 0 || other.n === 0) return 0;
  const together = (one.granted + other.granted) / (one.n + other.n);
  return apart(one.granted / one.n - other.granted / other.n, together * (1 - together) * (1 / one.n + 1 / other.n));
}

/** Standard deviations between two means, each with its own spread (Welch). */
export function meansApart(one: Tally, other: Tally): number {
  if (one.n < 2 || other.n < 2) return 0;
  return apart(one.sum / one.n - other.sum / other.n, spread(one) / one.n + spread(other) / other.n);
}

function apart(difference: number, variance: number): number {
  return variance <= 0 ? 0 : difference / Math.sqrt(variance);
}

function spread({ n, sum, squares }: Tally): number {
  return Math.max(squares - (sum * sum) / n, 0) / (n - 1);
}

/** The value that so many percent of a list do not reach: nearest rank. */
export function percentile(list: readonly number[], percent: number): number {
  const sorted = list.toSorted((one, other) => one - other);
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length) - 1, 0)] ?? 0;
}

/** How likely it is that of `n` at least `k` turn out so by chance alone, each with the chance `p`. */
export function byChance(n: number, k: number, p: number): number {
  let [term, fewer] = [(1 - p) ** n, 0];
  for (let hits = 0; hits < k; hits += 1) {
    fewer += term;
    term *= ((n - hits) / (hits + 1)) * (p / (1 - p));
  }
  return Math.min(Math.max(1 - fewer, 0), 1);
}

/** Between 0 and 1, in hundredths: more digits would pretend. */
export function confidence(value: number): number {
  return Math.round(100 * Math.min(Math.max(value, 0), 0.99)) / 100;
}
