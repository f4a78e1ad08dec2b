import type { ElementId, Flow, Route, RouteNode } from '../route.ts';
import type { Tree } from '../tree.ts';
import { arrange, GAP, type Box, type Gap } from './arrange.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const TASK: Size = { width: 120, height: 70 };
const GATEWAY: Size = { width: 50, height: 50 };
const EVENT: Size = { width: 36, height: 36 };

/**
 * The same route with a drawing (BPMNDI) of its own, for editors: from left to right, branches one below the other.
 * @param gap more room between the nodes, for whoever writes something there
 */
export function withDrawing(route: Route, gap = GAP): Route {
  const boxes = new Map<ElementId, Box>();
  place(route, undefined, { corner: { x: 0, y: 0 }, boxes, gap });
  placeTimers(route, boxes);
  const shapes = route.nodes.flatMap((node) => shapeOf(node, boxes.get(node.id)));
  const edges = route.flows.flatMap((flow) => edgeOf(flow, boxes));
  const plane: Tree = {
    type: 'bpmndi:BPMNPlane',
    values: { id: 'plane', bpmnElement: { ref: route.id }, planeElement: [...shapes, ...edges] },
  };
  const diagrams: readonly Tree[] = [{ type: 'bpmndi:BPMNDiagram', values: { id: 'diagram', plane } }];
  return { ...route, kept: { ...route.kept, definitions: { ...route.kept.definitions, diagrams } } };
}

interface Place {
  readonly corner: { readonly x: number; readonly y: number };
  readonly boxes: Map<ElementId, Box>;
  readonly gap: Gap;
}

/** Places one scope and what is in its sub-processes. */
function place(route: Route, parent: ElementId | undefined, { corner, boxes, gap }: Place): void {
  const { nodes, flows } = scopeOf(route, parent);
  const { boxes: own } = arrange(nodes, flows, { sizeOf: (node) => sizeOf(route, node, gap), gap });
  for (const [id, { x, y, width, height }] of own) {
    boxes.set(id, { x: corner.x + x, y: corner.y + y, width, height });
    if (nodes.some((node) => node.id === id && node.kind === 'subprocess'))
      place(route, id, { corner: { x: corner.x + x, y: corner.y + y }, boxes, gap });
  }
}

/** The nodes of a scope but its timers, whose flows leave from their hosts. */
function scopeOf({ nodes, flows }: Route, parent: ElementId | undefined) {
  const inside = nodes.filter((node) => node.parent === parent);
  const hosts = new Map(inside.flatMap((node) => (node.kind === 'timer' ? [[node.id, node.on] as const] : [])));
  return {
    nodes: inside.filter(({ kind }) => kind !== 'timer'),
    flows: flows
      .filter((flow) => flow.parent === parent)
      .map((flow) => ({ ...flow, source: hosts.get(flow.source) ?? flow.source })),
  };
}

function sizeOf(route: Route, { kind, id }: RouteNode, gap: Gap): Size {
  if (kind === 'user' || kind === 'service' || kind === 'rule') return TASK;
  if (kind === 'exclusive' || kind === 'parallel' || kind === 'inclusive') return GATEWAY;
  if (kind !== 'subprocess') return EVENT;
  const { nodes, flows } = scopeOf(route, id);
  return arrange(nodes, flows, { sizeOf: (node) => sizeOf(route, node, gap), gap }).size;
}

/** Timers sit on the lower edge of their hosts, side by side. */
function placeTimers({ nodes }: Route, boxes: Map<ElementId, Box>): void {
  const seen = new Map<ElementId, number>();
  for (const node of nodes) {
    if (node.kind !== 'timer') continue;
    const host = boxes.get(node.on);
    const count = seen.get(node.on) ?? 0;
    seen.set(node.on, count + 1);
    if (host === undefined) continue;
    const x = host.x + 10 + count * (EVENT.width + 8);
    boxes.set(node.id, { ...EVENT, x, y: host.y + host.height - EVENT.height / 2 });
  }
}

function shapeOf({ id, kind }: RouteNode, box: Box | undefined): readonly Tree[] {
  if (box === undefined) return [];
  const bounds: Tree = { type: 'dc:Bounds', values: { ...box } };
  const expanded = kind === 'subprocess' ? { isExpanded: true } : {};
  return [{ type: 'bpmndi:BPMNShape', values: { id: `${id}_shape`, bpmnElement: { ref: id }, ...expanded, bounds } }];
}

function edgeOf({ id, source, target }: Flow, boxes: ReadonlyMap<ElementId, Box>): readonly Tree[] {
  const [from, to] = [boxes.get(source), boxes.get(target)];
  if (from === undefined || to === undefined) return [];
  const waypoint = pointsBetween(from, to).map(([x, y]): Tree => ({ type: 'dc:Point', values: { x, y } }));
  return [{ type: 'bpmndi:BPMNEdge', values: { id: `${id}_edge`, bpmnElement: { ref: id }, waypoint } }];
}

type Point = readonly [x: number, y: number];

/** From the right side to the left one with right angles; back again below both. */
function pointsBetween(from: Box, to: Box): readonly Point[] {
  const start: Point = [from.x + from.width, from.y + from.height / 2];
  const end: Point = [to.x, to.y + to.height / 2];
  if (end[0] <= start[0]) {
    const below = Math.max(from.y + from.height, to.y + to.height) + 20;
    const [out, into] = [from.x + from.width / 2, to.x + to.width / 2];
    return [
      [out, from.y + from.height],
      [out, below],
      [into, below],
      [into, to.y + to.height],
    ];
  }
  if (start[1] === end[1]) return [start, end];
  const between = (start[0] + end[0]) / 2;
  return [start, [between, start[1]], [between, end[1]], end];
}
