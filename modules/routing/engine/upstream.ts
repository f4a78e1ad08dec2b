import type { Graph, GraphFlow, GraphNode } from './graph.ts';

/** For an inclusive join: from which flows a token could still come to one of its incoming flows. */
export type Upstream = (incoming: GraphFlow, flow: GraphFlow) => boolean;

/**
 * Whether a token on a flow can come to an incoming flow of its join without passing the join itself (BPMN 2.0.2,
 * 13.4.3 table 13.4). Computed once for each incoming flow that is asked about.
 */
export function upstreamOf(graph: Graph): Upstream {
  const known = new Map<GraphFlow, Uint8Array>();
  return (incoming, flow) => {
    let reach = known.get(incoming);
    if (reach === undefined) {
      reach = reachTo(incoming, graph.flows.length);
      known.set(incoming, reach);
    }
    return reach[flow.index] === 1;
  };
}

function reachTo(incoming: GraphFlow, count: number): Uint8Array {
  const reach = new Uint8Array(count);
  const waiting = [incoming];
  reach[incoming.index] = 1;
  for (let flow = waiting.pop(); flow !== undefined; flow = waiting.pop()) {
    for (const before of leadingTo(flow.source, incoming.target)) {
      if (reach[before.index] === 1) continue;
      reach[before.index] = 1;
      waiting.push(before);
    }
  }
  return reach;
}

/** A timer at the edge of a task is reached by whatever reaches the task. */
function leadingTo(node: GraphNode, join: GraphNode): readonly GraphFlow[] {
  if (node === join) return [];
  return node.host?.incoming ?? node.incoming;
}
