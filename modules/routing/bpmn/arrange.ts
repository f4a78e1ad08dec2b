import type { ElementId, Flow, RouteNode } from '../route.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the nodes of one scope stand, from its own corner. */
export interface Arrangement {
  readonly boxes: ReadonlyMap<ElementId, Box>;
  readonly size: Size;
}

/** Between columns and rows. */
export interface Gap {
  readonly column: number;
  readonly row: number;
}

export const GAP: Gap = { column: 60, row: 40 };
const EDGE = 30;

/**
 * Puts the nodes of one scope into columns from left to right, each behind everything that leads to it, and spreads
 * branches over rows. Boundary events are not among them: they stand at the edge of their hosts.
 */
export function arrange(
  nodes: readonly RouteNode[],
  flows: readonly Flow[],
  { sizeOf, gap }: { readonly sizeOf: (node: RouteNode) => Size; readonly gap: Gap },
): Arrangement {
  const columns = columnsOf(nodes, flows);
  const rows = rowsOf(nodes, flows, columns);
  const widths = extents(nodes, (node) => [columns.get(node.id) ?? 0, sizeOf(node).width]);
  const heights = extents(nodes, (node) => [rows.get(node.id) ?? 0, sizeOf(node).height]);
  const lefts = offsets(widths, gap.column);
  const tops = offsets(heights, gap.row);
  const boxes = nodes.map((node): readonly [ElementId, Box] => {
    const { width, height } = sizeOf(node);
    const [column, row] = [columns.get(node.id) ?? 0, rows.get(node.id) ?? 0];
    const x = (lefts.at(column) ?? 0) + ((widths.at(column) ?? width) - width) / 2;
    const y = (tops.at(row) ?? 0) + ((heights.at(row) ?? height) - height) / 2;
    return [node.id, { x, y, width, height }];
  });
  return { boxes: new Map(boxes), size: { width: lefts.at(-1) ?? 0, height: tops.at(-1) ?? 0 } };
}

/** The longest way to each node that turns back nowhere. */
function columnsOf(nodes: readonly RouteNode[], flows: readonly Flow[]): ReadonlyMap<ElementId, number> {
  const next = Map.groupBy(flows, ({ source }) => source);
  const columns = new Map<ElementId, number>();
  const back = backFlows(nodes, next);
  for (const { id } of inOrder(nodes, flows, back)) {
    const column = columns.get(id) ?? 0;
    columns.set(id, column);
    for (const flow of next.get(id) ?? [])
      if (!back.has(flow.id)) columns.set(flow.target, Math.max(columns.get(flow.target) ?? 0, column + 1));
  }
  return columns;
}

type Next = ReadonlyMap<ElementId, readonly Flow[]>;

/** Flows that lead to where a walk has come from; without recursion, since routes may be long. */
function backFlows(nodes: readonly RouteNode[], next: Next): ReadonlySet<ElementId> {
  const back = new Set<ElementId>();
  const done = new Set<ElementId>();
  const walked = new Set<ElementId>();
  for (const { id: begin } of nodes) {
    const walk = [{ id: begin, flows: [...(next.get(begin) ?? [])] }];
    if (done.has(begin)) continue;
    walked.add(begin);
    for (let at = walk.at(-1); at !== undefined; at = walk.at(-1)) {
      const flow = at.flows.shift();
      if (flow === undefined) {
        done.add(at.id);
        walked.delete(at.id);
        walk.pop();
      } else if (walked.has(flow.target)) back.add(flow.id);
      else if (!done.has(flow.target)) {
        walked.add(flow.target);
        walk.push({ id: flow.target, flows: [...(next.get(flow.target) ?? [])] });
      }
    }
  }
  return back;
}

/** Each node after everything that leads to it. */
function inOrder(
  nodes: readonly RouteNode[],
  flows: readonly Flow[],
  back: ReadonlySet<ElementId>,
): readonly RouteNode[] {
  const forward = flows.filter(({ id }) => !back.has(id));
  const next = Map.groupBy(forward, ({ source }) => source);
  const left = new Map(nodes.map(({ id }) => [id, forward.filter(({ target }) => target === id).length]));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ready = nodes.filter(({ id }) => left.get(id) === 0);
  const order: RouteNode[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    order.push(node);
    for (const { target } of next.get(node.id) ?? []) {
      const still = (left.get(target) ?? 0) - 1;
      left.set(target, still);
      const found = byId.get(target);
      if (still === 0 && found !== undefined) ready.push(found);
    }
  }
  return order;
}

/** Branches stand above and below where they part, joins between the ways that meet; whole rows, from the top. */
function rowsOf(
  nodes: readonly RouteNode[],
  flows: readonly Flow[],
  columns: ReadonlyMap<ElementId, number>,
): ReadonlyMap<ElementId, number> {
  const wanted = new Map<ElementId, number>();
  const out = Map.groupBy(flows, ({ source }) => source);
  const into = Map.groupBy(flows, ({ target }) => target);
  const byColumn = Map.groupBy(nodes, ({ id }) => columns.get(id) ?? 0);
  for (const column of [...byColumn.keys()].toSorted((one, other) => one - other)) {
    const placed = (byColumn.get(column) ?? [])
      .map(({ id }) => ({
        id,
        row: mean((into.get(id) ?? []).flatMap((flow) => rowFrom(flow, { wanted, out, columns }))),
      }))
      .toSorted((one, other) => one.row - other.row);
    let last = Number.NEGATIVE_INFINITY;
    for (const { id, row } of placed) {
      last = Math.max(row, last + 1);
      wanted.set(id, last);
    }
  }
  const used = [...new Set([...wanted.values()].map(half))].toSorted((one, other) => one - other);
  return new Map([...wanted].map(([id, row]) => [id, used.indexOf(half(row))]));
}

interface Rows {
  readonly wanted: ReadonlyMap<ElementId, number>;
  readonly out: Next;
  readonly columns: ReadonlyMap<ElementId, number>;
}

function rowFrom({ id, source, target }: Flow, { wanted, out, columns }: Rows): readonly number[] {
  const from = wanted.get(source);
  if (from === undefined || (columns.get(source) ?? 0) >= (columns.get(target) ?? 0)) return [];
  const ways = out.get(source) ?? [];
  return [from + ways.findIndex((way) => way.id === id) - (ways.length - 1) / 2];
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function half(row: number): number {
  return Math.round(row * 2) / 2;
}

/** The largest of each column or row. */
function extents(
  nodes: readonly RouteNode[],
  of: (node: RouteNode) => readonly [place: number, extent: number],
): readonly number[] {
  const found: number[] = [];
  for (const node of nodes) {
    const [place, extent] = of(node);
    found[place] = Math.max(found[place] ?? 0, extent);
  }
  return Array.from({ length: found.length }, (_, place) => found[place] ?? 0);
}

/** Where each column or row begins; the last is where all of them end. */
function offsets(all: readonly number[], gap: number): readonly number[] {
  const found = [EDGE];
  for (const extent of all) found.push((found.at(-1) ?? EDGE) + extent + gap);
  return found.map((offset, at) => (at === all.length ? offset - gap + EDGE : offset));
}
