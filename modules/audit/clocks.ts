/** M11: how far a leaf may stand behind the largest earlier time, in seconds. */
export const MOST_BEHIND_S = 5;
/** M6 and receipts: no leaf stays unpublished for longer. */
export const MERGE_DELAY_S = 60;

/** A checkpoint of so many leaves existed, by somebody else's clock. */
export interface Mark {
  readonly size: number;
  /** From this time on: what it covers is not later. */
  readonly by: number;
  /** At this time too: what it does not cover is not much earlier. */
  readonly still: number;
}

interface Moment {
  readonly index: number;
  readonly ts: number;
}

export interface Clocks {
  /** The leaf with the largest time so far. */
  largest: Moment | undefined;
  /** Checkpoints that end at leaves which are still to come. */
  ahead: Mark[];
  /** The latest time at which somebody saw a checkpoint that ends before the next leaf. */
  floor: Mark | undefined;
  /** For M6: leaves with a smaller time than every later one, in order. */
  readonly lows: Moment[];
}

export function newClocks(): Clocks {
  return { largest: undefined, ahead: [], floor: undefined, lows: [] };
}

/** Keeps what is needed to know the oldest leaf from any index on; the old ones count by the latest of them alone. */
export function remember({ lows, largest }: Clocks, moment: Moment): void {
  for (let last = lows.at(-1); last !== undefined && last.ts >= moment.ts; last = lows.at(-1)) lows.pop();
  lows.push(moment);
  const old = (largest?.ts ?? 0) - MERGE_DELAY_S - 2 * MOST_BEHIND_S;
  while ((lows[1]?.ts ?? old) < old) lows.shift();
}

/** The last leaf from `from` on that was older than the merge delay at `ts`. */
export function overdue({ lows }: Clocks, from: number, ts: number): number | undefined {
  let last: Moment | undefined;
  for (const low of lows) {
    if (low.ts >= ts - MERGE_DELAY_S) break;
    last = low;
  }
  return last !== undefined && last.index >= from ? last.index : undefined;
}
