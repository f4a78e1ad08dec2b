import type { Stage } from '#queue';
import type { ElementId, Flow, Route, RouteNode } from '#routing';

/**
 * Steps of a case that no route draws, because every case has them. No element of a BPMN file can be called like this:
 * `#` is not allowed in its ids.
 */
export const STEP = {
  acceptance: '#acceptance',
  decision: '#decision',
  delivery: '#delivery',
} as const satisfies Readonly<Partial<Record<Stage, ElementId>>>;

/** Flows between them. What leads out of the acceptance and into the decision keeps the ids of the route. */
export const FLOW = {
  filed: '#filed',
  refused: '#refused',
  denied: '#denied',
  granted: '#granted',
  delivered: '#delivered',
} as const satisfies Readonly<Record<string, ElementId>>;

const START = '#start';
const END = { refused: '#end-refused', denied: '#end-denied', done: '#end' } as const;

/** Where a case ends without what was applied for. */
export const EXITS = [
  { from: STEP.acceptance, flow: FLOW.refused, end: END.refused },
  { from: STEP.decision, flow: FLOW.denied, end: END.denied },
] as const;

/** How an item calls the steps around its route; without a name for delivery it has none. */
export interface StepNames {
  readonly acceptance?: string;
  readonly decision?: string;
  readonly delivery?: string;
  /** Whether something is handed over after a grant. */
  readonly delivers: boolean;
}

/** The whole of a service as a drawing: the published route between acceptance and decision, and delivery behind it. */
export function wholeRoute(route: Route, names: StepNames): Route {
  const inner = route.nodes.filter((node) => !isStart(node) && !isEnd(node));
  const starts = new Set(route.nodes.filter(isStart).map(({ id }) => id));
  const ends = new Set(route.nodes.filter(isEnd).map(({ id }) => id));
  const flows = route.flows.map((flow) => ({
    ...flow,
    source: starts.has(flow.source) ? STEP.acceptance : flow.source,
    target: ends.has(flow.target) ? STEP.decision : flow.target,
  }));
  return {
    ...route,
    nodes: [
      outer(START, 'start'),
      step(STEP.acceptance, names.acceptance),
      outer(END.refused, 'end'),
      ...inner,
      step(STEP.decision, names.decision),
      ...(names.delivers ? [step(STEP.delivery, names.delivery)] : []),
      outer(END.done, 'end'),
      outer(END.denied, 'end'),
    ],
    flows: [
      flow(FLOW.filed, START, STEP.acceptance),
      ...flows,
      flow(FLOW.granted, STEP.decision, names.delivers ? STEP.delivery : END.done),
      ...(names.delivers ? [flow(FLOW.delivered, STEP.delivery, END.done)] : []),
      flow(FLOW.refused, STEP.acceptance, END.refused),
      flow(FLOW.denied, STEP.decision, END.denied),
    ],
  };
}

const isStart = ({ kind, parent }: RouteNode) => kind === 'start' && parent === undefined;
const isEnd = ({ kind, parent }: RouteNode) => (kind === 'end' || kind === 'terminate') && parent === undefined;

function outer(id: ElementId, kind: 'start' | 'end'): RouteNode {
  return { id, kind, kept: {} };
}

function step(id: ElementId, name: string | undefined): RouteNode {
  return { id, kind: 'user', work: { participants: [] }, kept: {}, ...(name === undefined ? {} : { name }) };
}

function flow(id: ElementId, source: ElementId, target: ElementId): Flow {
  return { id, source, target, kept: {} };
}
