/** What people do with one case of the simulated city; the clocks decide what it still means when it comes to it. */
export interface Act {
  /** Half days after the first day of the city. */
  readonly tick: number;
  readonly does: 'file' | 'accept' | 'ask' | 'answer' | 'suspend' | 'resume' | 'extend' | 'decide' | 'deliver';
  readonly days: number;
}

/** Dice that fall the same each time. */
export type Dice = (sides: number) => number;

/** mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** A third of the applications are forgotten, a third are asked for something, the others go their way. */
export function storyOf(seed: number): readonly Act[] {
  const roll = dice(seed);
  const acts: Act[] = [{ tick: roll(20), does: 'file', days: 0 }];
  const then = (does: Act['does'], within: number) => {
    const tick = (acts.at(-1)?.tick ?? 0) + 1 + roll(within);
    acts.push({ tick, does, days: 1 + roll(9) });
  };
  const kind = roll(3);
  if (kind === 0 && roll(2) === 0) return acts;
  if (kind === 1) {
    then('ask', 16);
    if (roll(3) > 0) then('answer', 44);
  }
  then('accept', 14);
  if (roll(2) === 0) {
    then('suspend', 10);
    if (roll(2) === 0) then('resume', 14);
  }
  if (roll(3) === 0) then('extend', 20);
  if (roll(4) > 0) {
    then('decide', 40);
    then('deliver', 30);
  }
  return acts;
}
