import type { BundleDefinition, BundleEdge } from './definition.ts';

/** The moments of a node's life that others may wait for. */
export type Phase = 'start' | 'accept' | 'finish';

export interface Moment {
  readonly node: string;
  readonly phase: Phase;
}

/** One moment comes after another, this many working days at the latest. */
export interface Step {
  readonly from: Moment;
  readonly to: Moment;
  readonly days: number;
}

interface Graph {
  readonly nodes: readonly {
    readonly key: string;
    readonly promised?: BundleDefinition['nodes'][number]['promised'];
  }[];
  readonly edges: readonly Pick<BundleEdge, 'from' | 'to' | 'kind'>[];
}

const WAITS: Readonly<Record<BundleEdge['kind'], readonly [earlier: Phase, later: Phase]>> = {
  'finish-start': ['finish', 'start'],
  'accepted-start': ['accept', 'start'],
  'finish-decide': ['finish', 'finish'],
};

/**
 * What comes after what. A joint visit begins when a service is accepted and that service is decided after the visit:
 * a circle of nodes, and none of moments.
 */
export function phaseSteps({ nodes, edges }: Graph): readonly Step[] {
  const own = nodes.flatMap(({ key, promised }) => [
    { from: { node: key, phase: 'start' as const }, to: { node: key, phase: 'accept' as const }, days: 0 },
    {
      from: { node: key, phase: 'accept' as const },
      to: { node: key, phase: 'finish' as const },
      days: promised?.value ?? 0,
    },
  ]);
  const between = edges.map(({ from, to, kind }) => {
    const [earlier, later] = WAITS[kind];
    return { from: { node: from, phase: earlier }, to: { node: to, phase: later }, days: 0 };
  });
  return [...own, ...between];
}

export interface Timing {
  /** Working days from the beginning to each moment, by `name`; of what is on a circle or behind one there is none. */
  readonly at: ReadonlyMap<string, number>;
  /** Moments that wait for themselves, or for such. */
  readonly stuck: readonly Moment[];
}

export function nameOf({ node, phase }: Moment): string {
  return `${node} ${phase}`;
}

/** The latest of each moment when all keep their limits: longest ways through the steps, in topological order. */
export function timing(graph: Graph): Timing {
  const steps = phaseSteps(graph);
  const moments = new Map(steps.flatMap(({ from, to }) => [from, to]).map((moment) => [nameOf(moment), moment]));
  const waiting = new Map([...moments.keys()].map((name) => [name, 0]));
  for (const { to } of steps) waiting.set(nameOf(to), (waiting.get(nameOf(to)) ?? 0) + 1);

  const at = new Map<string, number>();
  const latest = new Map<string, number>();
  const ready = [...waiting].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    const now = latest.get(name) ?? 0;
    at.set(name, now);
    for (const { to, days } of steps.filter(({ from }) => nameOf(from) === name)) {
      const next = nameOf(to);
      latest.set(next, Math.max(latest.get(next) ?? 0, now + days));
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return { at, stuck: [...moments].flatMap(([name, moment]) => (at.has(name) ? [] : [moment])) };
}

/**
 * The circles among what waits for what, each as the nodes that wait for one another in their order. What only waits
 * behind a circle is on none.
 */
export function circles(graph: Graph): readonly (readonly string[])[] {
  const steps = phaseSteps(graph);
  const stuck = new Map(timing(graph).stuck.map((moment) => [nameOf(moment), moment]));
  const found: (readonly string[])[] = [];
  const seen = new Set<string>();
  for (const start of stuck.keys()) {
    const way: string[] = [];
    // Whatever is stuck waits for something that is: going back leads into a circle, or into one that is known.
    for (let at = start; !seen.has(at);) {
      seen.add(at);
      way.push(at);
      const before = steps.find(({ from, to }) => nameOf(to) === at && stuck.has(nameOf(from)));
      if (before === undefined) break;
      at = nameOf(before.from);
      const closes = way.indexOf(at);
      if (closes >= 0)
        found.push(
          nodesOf(
            graph,
            way
              .slice(closes)
              .toReversed()
              .flatMap((name) => stuck.get(name)?.node ?? []),
          ),
        );
    }
  }
  return found;
}

/** Moments of one node are one; the circle begins with the node that stands first. */
function nodesOf({ nodes }: Graph, circle: readonly string[]): readonly string[] {
  const way = circle.filter((node, at) => node !== circle.at(at - 1));
  const start = way.indexOf(nodes.find(({ key }) => way.includes(key))?.key ?? '');
  return [...way.slice(start), ...way.slice(0, start)];
}
