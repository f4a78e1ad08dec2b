import type { BundleDefinition } from './definition.ts';
import { nameOf, timing } from './phases.ts';

export interface BundlePromise {
  /** Working days until the last part is done: the longest way, when every department keeps its promise. */
  readonly days: number;
  /** Working days until each node may begin and is done. */
  readonly nodes: ReadonlyMap<string, { readonly begins: number; readonly ends: number }>;
}

/** What a bundle promises to somebody to whom these nodes apply; a node that does not apply takes no time. */
export function promiseOf(definition: BundleDefinition, applying: ReadonlySet<string>): BundlePromise {
  const nodes = definition.nodes.map((node) => (applying.has(node.key) ? node : withoutPromise(node)));
  const { at } = timing({ nodes, edges: definition.edges });
  const moment = (node: string, phase: 'start' | 'finish') => at.get(nameOf({ node, phase })) ?? 0;
  const applied = nodes.filter(({ key }) => applying.has(key));
  return {
    days: Math.max(0, ...applied.map(({ key }) => moment(key, 'finish'))),
    nodes: new Map(applied.map(({ key }) => [key, { begins: moment(key, 'start'), ends: moment(key, 'finish') }])),
  };
}

function withoutPromise({
  promised: _,
  ...node
}: BundleDefinition['nodes'][number]): BundleDefinition['nodes'][number] {
  return node;
}
