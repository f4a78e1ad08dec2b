import type { MapFlow, ProcessMap } from '#analytics';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where the number of a flow stands: over the middle of a level part of it, the last one where other flows begin at the
 * same place; beside the middle of a flow that has no level part.
 */
export function labelAt(points: string, { isBranch }: { readonly isBranch: boolean }): Point {
  const path = points.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return { x, y };
  });
  const parts = path.slice(1).map((to, at) => ({ from: path[at] ?? to, to }));
  const level = parts.filter(({ from, to }) => from.y === to.y && from.x !== to.x);
  const part = isBranch ? level.at(-1) : level[0];
  if (part !== undefined) return { x: (part.from.x + part.to.x) / 2, y: part.to.y - 7 };
  const [first = { x: 0, y: 0 }, last = first] = [path[0], path.at(-1)];
  return { x: (first.x + last.x) / 2 + 14, y: (first.y + last.y) / 2 };
}

const THINNEST = 1.5;
const THICKEST = 7;

/** The more cases took a flow, the thicker it is. */
export function thickness({ times }: Pick<MapFlow, 'times'>, { flows }: Pick<ProcessMap, 'flows'>): number {
  const most = Math.max(1, ...flows.map((flow) => flow.times));
  return THINNEST + (THICKEST - THINNEST) * (times / most);
}

const LETTERS = 7;
const LINES = 3;

/** A name in lines that fit into a box; what does not fit ends in an ellipsis. */
export function linesOf(name: string): readonly string[] {
  const letters = [...name];
  const fitting = letters.length > LETTERS * LINES ? [...letters.slice(0, LETTERS * LINES - 1), '…'] : letters;
  return Array.from({ length: Math.ceil(fitting.length / LETTERS) }, (_, at) =>
    fitting.slice(at * LETTERS, (at + 1) * LETTERS).join(''),
  );
}
