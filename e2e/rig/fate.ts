/** What comes to a case, by the serial in its number: the same for residents and officers, who do not talk. */
export const fate = {
  supplement: [5, 0],
  withdrawal: [10, 1],
  refusal: [10, 3],
  release: [3, 2],
  denial: [10, 7],
} as const;

/** Whether a fate is that of a case: its serial leaves this remainder. */
export function comesUp(no: string, [every, remainder]: readonly [number, number]): boolean {
  return serialOf(no) % every === remainder;
}

/** The six digits before the check character of a short number. */
export function serialOf(no: string): number {
  return Number(no.slice(8, 14));
}
