import type { GraphNode } from '../engine/graph.ts';
import { circular } from './circular.ts';
import type { CheckCode, CheckProblem } from './problem.ts';
import type { Scope } from './scope.ts';

/** Nodes that no case can come to, or from which none can come to an end, and circles in which nobody does anything. */
export function reachProblems({ nodes }: Scope): readonly CheckProblem[] {
  const ahead = nodes.map(({ outgoing, timers }) => [...outgoing.map(({ target }) => target), ...timers]);
  const next = new Map(nodes.map((node, at) => [node, ahead[at] ?? []]));
  const before = new Map<GraphNode, GraphNode[]>(nodes.map((node) => [node, []]));
  for (const [node, targets] of next) for (const target of targets) before.get(target)?.push(node);
  const come = spread(
    nodes.filter(({ kind }) => kind === 'start'),
    next,
  );
  const leave = spread(
    nodes.filter(({ kind }) => kind === 'end' || kind === 'terminate'),
    before,
  );
  return [
    ...nodes.filter((node) => !come.has(node)).map(at('route.unreachable')),
    // A task does not reach an end by its timer alone: whoever does it in time would be stuck.
    ...nodes
      .filter((node) => !leave.has(node) || (!isEnd(node) && node.outgoing.length === 0))
      .map(at('route.no-way-out')),
    ...emptyCircle(nodes),
  ];
}

function isEnd({ kind }: GraphNode): boolean {
  return kind === 'end' || kind === 'terminate';
}

function at(code: CheckCode): (node: GraphNode) => CheckProblem {
  return ({ id }) => ({ code, element: id });
}

function spread(
  from: readonly GraphNode[],
  next: ReadonlyMap<GraphNode, readonly GraphNode[]>,
): ReadonlySet<GraphNode> {
  const reached = new Set(from);
  // A set goes on to what is added while it is walked.
  for (const node of reached) for (const target of next.get(node) ?? []) reached.add(target);
  return reached;
}

/** One gateway of a circle that only gateways make: a token would go round in it without anybody doing anything. */
function emptyCircle(nodes: readonly GraphNode[]): readonly CheckProblem[] {
  const gateways = new Set(nodes.filter(({ kind }) => ['exclusive', 'parallel', 'inclusive'].includes(kind)));
  const [first] = circular(gateways, ({ outgoing }) =>
    outgoing.map(({ target }) => target).filter((target) => gateways.has(target)),
  );
  return first === undefined ? [] : [{ code: 'route.empty-circle', element: first.id }];
}
