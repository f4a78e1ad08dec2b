import { MERGE_DELAY_S, MOST_BEHIND_S, remember, type Clocks, type Mark } from './clocks.ts';
import type { PublicLeaf } from './leaf-kinds.ts';
import { report, type State } from './state.ts';

/** How much a witness's clock may be behind ours. */
const CLOCKS_APART_S = 60;

/** M11 at a leaf: not behind the leaves before it, nor far from the times at which others saw the log. */
export function checkTime(state: State, { ts }: PublicLeaf, index: number): void {
  const { clocks } = state;
  if (clocks.ahead.length > 0) passMarks(clocks, index);
  const { largest, floor } = clocks;
  if (largest !== undefined && ts < largest.ts - MOST_BEHIND_S)
    report(state, 'time.behind', { index, leaves: [largest.index], values: { seconds: largest.ts - ts } });
  if (floor !== undefined && ts < floor.still - MERGE_DELAY_S - CLOCKS_APART_S)
    report(state, 'time.before-cosigned', { index, values: { size: floor.size, seconds: floor.still - ts } });
  const mark = clocks.ahead.find(({ by }) => ts > by + CLOCKS_APART_S);
  if (mark !== undefined)
    report(state, 'time.after-cosigned', { index, values: { size: mark.size, seconds: ts - mark.by } });
  if (largest === undefined || ts > largest.ts) clocks.largest = { index, ts };
  remember(clocks, { index, ts });
}

/**
 * M11 at a checkpoint that somebody with a clock of their own saw or cosigned. What it covers cannot be later; what it
 * does not cover cannot be much earlier, since nothing stays unpublished for longer than the merge delay.
 * @param next the index of the next leaf
 */
export function seeCheckpoint(state: State, mark: Mark, next: number): void {
  const { clocks } = state;
  if (mark.size > next) {
    clocks.ahead.push(mark);
    return;
  }
  const { largest } = clocks;
  if (largest !== undefined && largest.index < mark.size && largest.ts > mark.by + CLOCKS_APART_S)
    report(state, 'time.after-cosigned', {
      index: largest.index,
      values: { size: mark.size, seconds: largest.ts - mark.by },
    });
  raiseFloor(clocks, mark);
}

function passMarks(clocks: Clocks, index: number): void {
  for (const mark of clocks.ahead) if (mark.size <= index) raiseFloor(clocks, mark);
  clocks.ahead = clocks.ahead.filter(({ size }) => size > index);
}

function raiseFloor(clocks: Clocks, mark: Mark): void {
  if (clocks.floor === undefined || mark.still > clocks.floor.still) clocks.floor = mark;
}
