import type { BundleSketch, SketchEdge } from './sketch.ts';

export interface GraphNode {
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
}

export interface GraphEdge {
  readonly kind: string;
  /** Of an SVG path. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly passes: string;
}

/** The order of a bundle as a drawing, and as words. */
export interface BundlePicture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export const BOX = { width: 168, height: 60 } as const;
const GAP = { x: 72, y: 28 } as const;
const MARGIN = 16;

/** Columns in the order in which nodes begin; what goes back, because a decision waits, runs below. */
export function bundlePicture({ nodes, edges }: Pick<BundleSketch, 'nodes' | 'edges'>): BundlePicture {
  const known = new Set(nodes.map(({ key }) => key));
  const drawn = edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  const columns = columnsOf([...known], drawn);
  const filled = new Map<number, number>();
  const placed = nodes.map(({ key, kind, title }): GraphNode => {
    const column = columns.get(key) ?? 0;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return {
      ...{ key, kind, title },
      x: MARGIN + column * (BOX.width + GAP.x),
      y: MARGIN + row * (BOX.height + GAP.y),
    };
  });
  const at = new Map(placed.map((node) => [node.key, node]));
  return {
    width: Math.max(0, ...placed.map(({ x }) => x)) + BOX.width + MARGIN,
    height: Math.max(0, ...placed.map(({ y }) => y)) + BOX.height + MARGIN + GAP.y,
    nodes: placed,
    edges: drawn.flatMap(({ from, to, kind, passes }) => {
      const [one, other] = [at.get(from), at.get(to)];
      if (one === undefined || other === undefined) return [];
      return [{ kind, passes, path: pathOf(one, other), from: one.title, to: other.title }];
    }),
  };
}

/** The longest way to each node, by what lets it begin; an edge that closes a circle moves nothing. */
function columnsOf(keys: readonly string[], edges: readonly SketchEdge[]): ReadonlyMap<string, number> {
  const columns = new Map(keys.map((key) => [key, 0]));
  const straight: SketchEdge[] = [];
  for (const edge of edges)
    if (edge.kind !== 'finish-decide' && !leads(straight, edge.to, edge.from)) straight.push(edge);
  for (let moved = true; moved;) {
    moved = false;
    for (const { from, to } of straight) {
      const after = (columns.get(from) ?? 0) + 1;
      if (after <= (columns.get(to) ?? 0)) continue;
      columns.set(to, after);
      moved = true;
    }
  }
  return columns;
}

function leads(edges: readonly SketchEdge[], start: string, end: string): boolean {
  const seen = new Set([start]);
  for (const at of seen) for (const { from, to } of edges) if (from === at) seen.add(to);
  return seen.has(end);
}

function pathOf(from: GraphNode, to: GraphNode): string {
  const middle = BOX.height / 2;
  if (to.x > from.x) {
    const [x, y, end, low] = [from.x + BOX.width, from.y + middle, to.x - 2, to.y + middle];
    const bend = Math.max(24, (end - x) / 2);
    return `M${x} ${y}C${x + bend} ${y} ${end - bend} ${low} ${end} ${low}`;
  }
  const [x, y, end, low] = [from.x + middle, from.y + BOX.height, to.x + BOX.width - middle, to.y + BOX.height + 2];
  return `M${x} ${y}C${x} ${y + GAP.y} ${end} ${low + GAP.y} ${end} ${low}`;
}
