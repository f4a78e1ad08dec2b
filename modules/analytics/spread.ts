/** How long something took, over all times that it happened; of none at all there is no middle. */
export interface Spread {
  readonly count: number;
  /** In milliseconds of working time. */
  readonly median?: number;
  readonly p90?: number;
}

/**
 * The middle (of two in the middle, half way between them) and the value that nine of ten do not exceed (nearest rank).
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  const p90 = sorted[Math.ceil(sorted.length * 0.9) - 1];
  if (low === undefined || high === undefined || p90 === undefined) return { count: 0 };
  return { count: sorted.length, median: (low + high) / 2, p90 };
}
