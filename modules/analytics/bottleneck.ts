/** How much of the promised time a step takes: colour is never the only sign of it, each class has a word. */
export type Bottleneck = 'smooth' | 'slow' | 'bottleneck';

/** In percent of the promised total time; the median of a step from which it is called so. */
export interface Thresholds {
  readonly slowPercent: number;
  readonly bottleneckPercent: number;
}

/** Undefined where there is no share: nothing promised, or nobody came through. */
export function bottleneckOf(share: number | undefined, thresholds: Thresholds): Bottleneck | undefined {
  if (share === undefined) return undefined;
  if (share * 100 >= thresholds.bottleneckPercent) return 'bottleneck';
  return share * 100 >= thresholds.slowPercent ? 'slow' : 'smooth';
}
