/** Code points from one to the other, both included. */
export type Span = readonly [number, number];
/** Spans in order that do not touch. */
export type CodePoints = readonly Span[];

export const LAST = 0x10ffff;

export function union(...sets: readonly CodePoints[]): CodePoints {
  const sorted = sets.flat().toSorted(([one], [other]) => one - other);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function complement(set: CodePoints): CodePoints {
  const gaps: Span[] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  return next <= LAST ? [...gaps, [next, LAST]] : gaps;
}

export function difference(set: CodePoints, without: CodePoints): CodePoints {
  return complement(union(complement(set), without));
}

/** Code points that the engine's own tables put into a class. */
export function selected(pattern: RegExp): CodePoints {
  const spans: Span[] = [];
  let start: number | undefined;
  for (let code = 0; code <= LAST + 1; code += 1) {
    const inside = code <= LAST && pattern.test(String.fromCodePoint(code));
    if (inside) start ??= code;
    else if (start !== undefined) {
      spans.push([start, code - 1]);
      start = undefined;
    }
  }
  return spans;
}
