import type { ElementId, Route, RouteNode } from '../route.ts';
import type { Facts } from './marking.ts';

/** A condition that was read: true, false, or undefined where the facts do not decide it. */
export type Ask = (facts: Facts) => boolean | undefined;

/** Reads a condition; undefined if it is none. */
export type ReadCondition = (text: string) => Ask | undefined;

export interface GraphFlow {
  readonly index: number;
  readonly id: ElementId;
  readonly source: GraphNode;
  readonly target: GraphNode;
  readonly ask: Ask | undefined;
}

export interface GraphNode {
  readonly index: number;
  readonly id: ElementId;
  readonly kind: RouteNode['kind'];
  readonly node: RouteNode;
  readonly incoming: readonly GraphFlow[];
  readonly outgoing: readonly GraphFlow[];
  /** The flow that is taken when no condition holds. */
  readonly otherwise: GraphFlow | undefined;
  /** Boundary events at its edge. */
  readonly timers: readonly GraphNode[];
  /** Of a boundary event: what it is attached to. */
  readonly host: GraphNode | undefined;
  /** Of a sub-process: where it begins. */
  readonly starts: readonly GraphNode[];
}

/** A route with its references followed: what engine and checks walk on. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly flows: readonly GraphFlow[];
  readonly node: (id: ElementId) => GraphNode | undefined;
  readonly flow: (id: ElementId) => GraphFlow | undefined;
  readonly starts: readonly GraphNode[];
}

type Growing<T, Lists extends keyof T> = { -readonly [K in keyof T]: K extends Lists ? GrowingList<T[K]> : T[K] };
type GrowingList<T> = T extends readonly (infer Each)[] ? Each[] : T;
type GrowingNode = Growing<GraphNode, 'incoming' | 'outgoing' | 'timers' | 'starts'>;

/** Every flow of an imported route has its ends, and every timer its host: the import sees to that. */
export function graphOf(route: Route, read: ReadCondition): Graph {
  const nodes = route.nodes.map((node, index) => bare(node, index));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const flows: GraphFlow[] = [];
  for (const { id, source, target, condition } of route.flows) {
    const from = byId.get(source);
    const to = byId.get(target);
    if (from === undefined || to === undefined) continue;
    const flow = { index: flows.length, id, source: from, target: to, ask: asked(condition, read) };
    flows.push(flow);
    from.outgoing.push(flow);
    to.incoming.push(flow);
  }
  const flowsById = new Map(flows.map((flow) => [flow.id, flow]));
  for (const node of nodes) tie(node, byId, flowsById);
  return {
    nodes,
    flows,
    node: (id) => byId.get(id),
    flow: (id) => flowsById.get(id),
    starts: nodes.filter(({ kind, node }) => kind === 'start' && node.parent === undefined),
  };
}

function bare(node: RouteNode, index: number): GrowingNode {
  const { id, kind } = node;
  const none = { otherwise: undefined, host: undefined };
  return { index, id, kind, node, incoming: [], outgoing: [], timers: [], starts: [], ...none };
}

/** A condition that nobody can read is never decided: a route with one does not pass the checks. */
function asked(condition: string | undefined, read: ReadCondition): Ask | undefined {
  return condition === undefined ? undefined : (read(condition) ?? (() => undefined));
}

function tie(
  here: GrowingNode,
  byId: ReadonlyMap<ElementId, GrowingNode>,
  flowsById: ReadonlyMap<ElementId, GraphFlow>,
): void {
  const { node } = here;
  if (node.kind === 'timer') {
    here.host = byId.get(node.on);
    byId.get(node.on)?.timers.push(here);
  }
  if (node.kind === 'start' && node.parent !== undefined) byId.get(node.parent)?.starts.push(here);
  if ((node.kind === 'exclusive' || node.kind === 'inclusive') && node.otherwise !== undefined)
    here.otherwise = flowsById.get(node.otherwise);
}
