import type { GraphFlow, GraphNode } from '../engine/graph.ts';
import type { ElementId } from '../route.ts';
import type { Scope } from './scope.ts';

export type PointKind = 'source' | 'sink' | 'stop' | 'merge' | 'and-join' | 'or-join' | 'xor' | 'and' | 'or';

/** A point at which tokens meet or part. */
export interface Point {
  kind: PointKind;
  /** The element of the route that it comes from. */
  readonly origin: ElementId;
  readonly incoming: Set<Way>;
  readonly outgoing: Set<Way>;
}

/** Where a token can be between two points. */
export interface Way {
  from: Point;
  to: Point;
  /** It begins with a timer that does not interrupt: what it starts may go on beside the next round of a circle. */
  readonly isAside: boolean;
}

/**
 * A scope as tokens see it: nothing but where they meet and part. A task is a way from its entry to its exit; a timer at
 * its edge is one more way out, instead of the other (interrupting) or besides.
 */
export class Net {
  readonly points = new Set<Point>();
  readonly source: Point;
  readonly #sink: Point;
  readonly #entries = new Map<GraphNode, Point>();

  constructor({ nodes }: Scope) {
    const start = nodes.find(({ kind }) => kind === 'start');
    this.source = this.#point('source', start?.id ?? '');
    this.#sink = this.#point('sink', '');
    for (const node of nodes) this.#entries.set(node, this.#entryOf(node));
    for (const node of nodes) this.#exits(node);
  }

  #point(kind: PointKind, origin: ElementId): Point {
    const point: Point = { kind, origin, incoming: new Set(), outgoing: new Set() };
    this.points.add(point);
    return point;
  }

  #entryOf({ kind, id }: GraphNode): Point {
    if (kind === 'start') return this.source;
    if (kind === 'end') return this.#sink;
    if (kind === 'terminate') return this.#point('stop', id);
    if (kind === 'parallel') return this.#point('and-join', id);
    return this.#point(kind === 'inclusive' ? 'or-join' : 'merge', id);
  }

  #exits(node: GraphNode): void {
    const { kind, id, outgoing, timers } = node;
    const entry = this.#entries.get(node);
    if (entry === undefined || kind === 'end' || kind === 'terminate') return;
    const exit = this.#point(kind === 'exclusive' ? 'xor' : kind === 'inclusive' ? 'or' : 'and', id);
    this.#flows(exit, outgoing);
    const over = timers.filter(isInterrupting);
    const first = over.length === 0 ? exit : this.#choice('xor', id, [exit, ...this.#begun(over)]);
    const besides = this.#begun(timers.filter((timer) => !isInterrupting(timer)));
    const perhaps = besides.map((point) => this.#choice('xor', point.origin, [point, this.#sink]));
    const both = this.#point('and', id);
    tie(entry, both);
    tie(both, first);
    for (const point of perhaps) tie(both, point, true);
  }

  /** Timers are due by themselves: their entry is where they are tied to their host. */
  #begun(timers: readonly GraphNode[]): readonly Point[] {
    return timers.map((timer) => this.#entries.get(timer) ?? this.#sink);
  }

  #choice(kind: PointKind, origin: ElementId, targets: readonly Point[]): Point {
    const point = this.#point(kind, origin);
    for (const target of targets) tie(point, target);
    return point;
  }

  #flows(exit: Point, flows: readonly GraphFlow[]): void {
    for (const { target } of flows) {
      const entry = this.#entries.get(target);
      if (entry !== undefined) tie(exit, entry);
    }
  }
}

function isInterrupting({ node }: GraphNode): boolean {
  return node.kind === 'timer' && node.interrupting;
}

function tie(from: Point, to: Point, isAside = false): void {
  const way: Way = { from, to, isAside };
  from.outgoing.add(way);
  to.incoming.add(way);
}
