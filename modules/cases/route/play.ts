import {
  stateOf,
  type Effect,
  type ElementId,
  type Facts,
  type Happening,
  type KeptRoute,
  type Marking,
  type RouteNode,
  type Step,
  type StepRefusal,
} from '#routing';

/** Where a case is in its route: a small JSON value that its row holds. */
export interface RouteState {
  readonly marking: Marking;
  /** What the decision tables asked on the way came to, by the element that asked. */
  readonly results: Readonly<Record<ElementId, unknown>>;
}

/** What a decision came to, and the rules that fired. */
export interface Asked {
  readonly element: ElementId;
  readonly decision: string;
  readonly result: unknown;
  readonly fired: unknown;
}

export interface Played {
  readonly state: RouteState;
  /** What has to be opened and closed outside; what opened and closed at once is not among it. */
  readonly opened: readonly Effect[];
  readonly closed: readonly Effect[];
  readonly asked: readonly Asked[];
  /** The flows that were taken, in that order. */
  readonly taken: readonly ElementId[];
  /** What the platform is told to do (`tongban:operation`). */
  readonly operations: readonly string[];
  /** Nothing is left to be done in the route. */
  readonly ended: boolean;
}

/** Asks a decision by the name that the route calls it. */
export type AskDecision = (decision: string, facts: Facts) => Pick<Asked, 'result' | 'fired'>;

export interface Playing {
  readonly kept: KeptRoute;
  readonly facts: Facts;
  readonly ask: AskDecision;
}

/** A route that goes round without anybody doing anything is stopped. */
const MOST_AUTOMATIC = 200;

/** Begins a route, and does by itself what nobody has to do. */
export function begin({ kept, facts, ask }: Playing): Played | StepRefusal {
  return settle({ kept, facts, ask }, {}, kept.engine.start({ ...facts, decision: {} }));
}

/** Goes on after something has happened. */
export function goOn(
  { kept, facts, ask }: Playing,
  { marking, results }: RouteState,
  happened: Happening,
): Played | StepRefusal {
  return settle({ kept, facts, ask }, results, kept.engine.advance(marking, happened, { ...facts, decision: results }));
}

function settle(
  { kept, facts, ask }: Playing,
  known: RouteState['results'],
  first: Step | StepRefusal,
): Played | StepRefusal {
  const nodes = new Map(kept.route.nodes.map((node) => [node.id, node]));
  const run: Run = { opened: [], closed: [], asked: [], taken: [], operations: [] };
  let results = known;
  let step = first;
  for (let count = 0; count <= MOST_AUTOMATIC; count += 1) {
    if ('code' in step) return step;
    note(run, step);
    const machine = run.opened.find((effect) => effect.kind === 'task' && isMachine(nodes.get(effect.element)));
    if (machine === undefined) {
      const { marking } = step;
      return { ...run, state: { marking, results }, ended: stateOf(marking) === 'ended' };
    }
    results = doneByMachine(run, nodes.get(machine.element), { results, facts, ask });
    step = kept.engine.advance(step.marking, { done: machine.instance }, { ...facts, decision: results });
  }
  return { code: 'route.endless', element: kept.route.id };
}

interface Run {
  opened: readonly Effect[];
  closed: readonly Effect[];
  asked: readonly Asked[];
  taken: readonly ElementId[];
  operations: readonly string[];
}

/** What is closed in the same run in which it was opened is nobody's business. */
function note(run: Run, { opened, closed, taken }: Step): void {
  run.taken = [...run.taken, ...taken];
  const all = [...run.opened, ...opened];
  const ended = new Set(closed.map(nameOf));
  run.opened = all.filter((effect) => !ended.has(nameOf(effect)));
  const fresh = new Set(all.map(nameOf));
  run.closed = [...run.closed, ...closed.filter((effect) => !fresh.has(nameOf(effect)))];
}

function nameOf(effect: Effect): string {
  const department = effect.kind === 'timer' ? '' : (effect.department ?? '');
  return [effect.kind, effect.instance, effect.element, department].join('\n');
}

function isMachine(node: RouteNode | undefined): boolean {
  return node?.kind === 'service' || node?.kind === 'rule';
}

interface Circumstances {
  readonly results: RouteState['results'];
  readonly facts: Facts;
  readonly ask: AskDecision;
}

function doneByMachine(run: Run, node: RouteNode | undefined, { results, facts, ask }: Circumstances) {
  if (node === undefined || !('work' in node)) return results;
  const { decision, operation } = node.work;
  if (operation !== undefined) run.operations = [...run.operations, operation];
  if (node.kind !== 'rule' || decision === undefined) return results;
  const answer = ask(decision, { ...facts, decision: results });
  run.asked = [...run.asked, { element: node.id, decision, ...answer }];
  return { ...results, [node.id]: answer.result };
}
