import type { Graph, GraphNode } from '../engine/graph.ts';
import type { ElementId } from '../route.ts';

/** The process, or one sub-process, with what stands directly in it. */
export interface Scope {
  /** The sub-process; absent for the process. */
  readonly id: ElementId | undefined;
  readonly nodes: readonly GraphNode[];
}

/** The process first, then sub-processes in the order of the file. */
export function scopesOf({ nodes }: Graph): readonly Scope[] {
  const inside = Map.groupBy(nodes, ({ node }) => node.parent);
  const ids = [undefined, ...nodes.filter(({ kind }) => kind === 'subprocess').map(({ id }) => id)];
  return ids.map((id) => ({ id, nodes: inside.get(id) ?? [] }));
}
