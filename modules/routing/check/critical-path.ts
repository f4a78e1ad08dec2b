import { graphOf, type GraphNode } from '../engine/graph.ts';
import type { ElementId, Route, Span } from '../route.ts';
import { scopesOf, type Scope } from './scope.ts';

/** How long a route takes if everybody takes all the time there is, and the tasks that make it so long. */
export interface CriticalPath {
  /** In the unit asked for; a fraction where budgets are in smaller units. */
  readonly takes: number;
  readonly through: readonly ElementId[];
}

/**
 * The longest way through the budgets of a route; parallel work counts by its longest branch, circles are walked once.
 * A measure for drawing, no deadline: a working day is eight hours, seven days hold five of them, no stretch of calendar
 * days holds more working days than days, a month has 30 days or 23 working days.
 */
export function criticalPath(route: Route, unit: Span['unit']): CriticalPath {
  const graph = graphOf(route, () => undefined);
  const minutes = MINUTES[unit === 'workday' ? 'working' : 'calendar'];
  const inside = new Map<ElementId | undefined, Way>();
  // Inner sub-processes stand after the ones around them in the file.
  for (const scope of scopesOf(graph).toReversed()) inside.set(scope.id, longest(scope, { minutes, inside }));
  const { takes, last } = inside.get(undefined) ?? { takes: 0, last: undefined };
  return { takes: takes / minutes[unit], through: walked(last) };
}

type Minutes = Readonly<Record<Span['unit'], number>>;

const MINUTES: Readonly<Record<'working' | 'calendar', Minutes>> = {
  working: { workday: 480, naturalDay: 480, month: 23 * 480, hour: 60, minute: 1 },
  calendar: { workday: 2016, naturalDay: 1440, month: 30 * 1440, hour: 60, minute: 1 },
};

/** Tasks in reverse, shared between ways. */
interface Walked {
  readonly id: ElementId;
  readonly before: Walked | undefined;
}

interface Way {
  readonly takes: number;
  readonly last: Walked | undefined;
}

interface Known {
  readonly minutes: Minutes;
  readonly inside: ReadonlyMap<ElementId | undefined, Way>;
}

function longest({ nodes }: Scope, known: Known): Way {
  const arrivals = new Map<GraphNode, Way>();
  let most: Way = { takes: 0, last: undefined };
  for (const node of inOrder(nodes)) {
    const way = arrivals.get(node) ?? { takes: 0, last: undefined };
    if (way.takes > most.takes) most = way;
    for (const { after, to } of leavings(node, way, known)) {
      const arrival = arrivals.get(to);
      if (arrival === undefined || after.takes > arrival.takes) arrivals.set(to, after);
    }
  }
  return most;
}

/** The nodes in an order in which each stands after those before it, but for the flows that close a circle. */
function inOrder(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const done: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  for (const start of nodes.filter(({ kind }) => kind === 'start')) {
    const path = [{ node: start, left: targetsOf(start) }];
    seen.add(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) {
        done.push(top.node);
        path.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        path.push({ node: next, left: targetsOf(next) });
      }
    }
  }
  return done.reverse();
}

function targetsOf(node: GraphNode): GraphNode[] {
  return [...node.outgoing.map(({ target }) => target), ...node.timers].reverse();
}

interface Leaving {
  readonly after: Way;
  readonly to: GraphNode;
}

function leavings(node: GraphNode, way: Way, known: Known): readonly Leaving[] {
  const after = node.kind === 'timer' ? way : done(node, way, known);
  return [
    ...node.outgoing.map(({ target }) => ({ after, to: target })),
    ...node.timers.map((timer) => ({ after: due(timer, way, known), to: timer })),
  ];
}

function done(node: GraphNode, { takes, last }: Way, { minutes, inside }: Known): Way {
  if (node.kind === 'subprocess') {
    const inner = inside.get(node.id) ?? { takes: 0, last: undefined };
    return { takes: takes + inner.takes, last: appended(last, walked(inner.last)) };
  }
  const budget = 'work' in node.node ? node.node.work.budget : undefined;
  if (budget === undefined) return { takes, last };
  return { takes: takes + budget.value * minutes[budget.unit], last: { id: node.id, before: last } };
}

function due({ id, node }: GraphNode, { takes, last }: Way, { minutes }: Known): Way {
  const span = node.kind === 'timer' ? node.after : { value: 0, unit: 'minute' as const };
  return { takes: takes + span.value * minutes[span.unit], last: { id, before: last } };
}

function appended(last: Walked | undefined, ids: readonly ElementId[]): Walked | undefined {
  return ids.reduce<Walked | undefined>((before, id) => ({ id, before }), last);
}

function walked(last: Walked | undefined): readonly ElementId[] {
  const ids: ElementId[] = [];
  for (let at = last; at !== undefined; at = at.before) ids.push(at.id);
  return ids.reverse();
}
