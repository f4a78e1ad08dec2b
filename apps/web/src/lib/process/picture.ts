import type { MapFlow, ProcessMap } from '#analytics';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the number of a flow stands: over the middle of its longest level part, else of its longest. */
export function labelAt(points: string): Point {
  const path = points.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return { x, y };
  });
  const parts = path.slice(1).map((to, at) => {
    const from = path[at] ?? to;
    const isLevel = from.y === to.y;
    return {
      x: (from.x + to.x) / 2,
      y: (from.y + to.y) / 2,
      isLevel,
      length: Math.hypot(to.x - from.x, to.y - from.y),
    };
  });
  const [longest = { x: 0, y: 0 }] = parts.toSorted(
    (one, other) => Number(other.isLevel) - Number(one.isLevel) || other.length - one.length,
  );
  return { x: longest.x, y: longest.y };
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
