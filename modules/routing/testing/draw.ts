import type { Flow, Route, RouteNode, Span, Work } from '../route.ts';

type Kind = RouteNode['kind'];

/** A node as a test needs it: a kind alone, or a kind with what it says besides. */
export type Drawn =
  | Exclude<Kind, 'timer'>
  | (Partial<Work> & { readonly kind: 'user' | 'service' | 'rule'; readonly parent?: string })
  | { readonly kind: Exclude<Kind, 'timer' | 'user' | 'service' | 'rule'>; readonly parent?: string }
  | {
      readonly kind: 'timer';
      readonly on: string;
      readonly interrupting: boolean;
      readonly after?: Span;
      readonly parent?: string;
    };

const NONE = { id: 'definitions', targetNamespace: 'urn:example', rootElements: [] };
const WORK: Work = { participants: [], department: 'hall', budget: { value: 1, unit: 'workday' } };

/**
 * A route out of few words. Flows are `source target`, `source target if:condition` or `source target else`; their id is
 * `source-target`.
 */
export function draw(nodes: Readonly<Record<string, Drawn>>, flows: readonly string[]): Route {
  const drawn = Object.entries(nodes).map(([id, node]) => nodeOf(id, node, flows));
  const parents = new Map(drawn.map(({ id, parent }) => [id, parent]));
  return {
    id: 'process',
    nodes: drawn,
    flows: flows.map((flow) => flowOf(flow, parents)),
    kept: { process: { isExecutable: true }, definitions: NONE },
  };
}

function nodeOf(id: string, drawn: Drawn, flows: readonly string[]): RouteNode {
  const said = typeof drawn === 'string' ? { kind: drawn } : drawn;
  const common = { id, kept: {}, ...('parent' in said ? { parent: said.parent } : {}) };
  if (said.kind === 'timer')
    return { ...common, kind: said.kind, on: said.on, interrupting: said.interrupting, after: said.after ?? day(3) };
  if (said.kind === 'user' || said.kind === 'service' || said.kind === 'rule') {
    const { kind, parent: _, ...work } = { parent: undefined, ...said };
    return { ...common, kind, work: { ...WORK, ...work } };
  }
  const [target] = flows
    .map((flow) => flow.split(' '))
    .flatMap(([from, to, way]) => (from === id && way === 'else' && to !== undefined ? [to] : []));
  if (said.kind === 'exclusive' || said.kind === 'inclusive')
    return { ...common, kind: said.kind, ...(target === undefined ? {} : { otherwise: `${id}-${target}` }) };
  return { ...common, kind: said.kind };
}

function flowOf(text: string, parents: ReadonlyMap<string, string | undefined>): Flow {
  const [source = '', target = '', way = ''] = text.split(' ');
  const parent = parents.get(source);
  return {
    id: `${source}-${target}`,
    source,
    target,
    kept: {},
    ...(parent === undefined ? {} : { parent }),
    ...(way.startsWith('if:') ? { condition: way.slice(3) } : {}),
  };
}

export function day(value: number): Span {
  return { value, unit: 'workday' };
}
