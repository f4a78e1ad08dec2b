import { wayFinder, type CaseHistory } from '#cases';
import type { Limit } from '#catalogue';
import { workingTime } from '#clocks';
import type { ElementId, Route, RouteNode } from '#routing';
import { bottleneckOf, type Bottleneck, type Thresholds } from './bottleneck.ts';
import { deviationKinds, deviationsOf, type DeviationKind, type Gone } from './deviations.ts';
import { flowsOf } from './flows-of.ts';
import { shareOf, type ShareOf } from './promise.ts';
import { spreadOf, type Spread } from './spread.ts';
import { visitsOf, type Span, type Visit } from './visit.ts';

/** What happened at one node of the drawing. */
export interface StepFigures {
  readonly step: ElementId;
  /** Cases that came to it. */
  readonly entered: number;
  /** Cases that left it with an answer, or by silence that the law takes for one. */
  readonly finished: number;
  /** Tasks that somebody took and answered: from opening to taking, and from taking to the answer, in working time. */
  readonly waiting: Spread;
  readonly working: Spread;
  /** Median of waiting and working together, as a share of the promised total; absent without either. */
  readonly share?: number;
  readonly bottleneck?: Bottleneck;
}

export interface EdgeFigures {
  readonly flow: ElementId;
  /** How often it was taken, and by how many cases. */
  readonly times: number;
  readonly cases: number;
}

export interface Deviation {
  readonly kind: DeviationKind;
  readonly count: number;
}

/** What really happened, over the drawing of what should. */
export interface ProcessFigures {
  readonly cases: number;
  readonly steps: readonly StepFigures[];
  readonly edges: readonly EdgeFigures[];
  readonly deviations: readonly Deviation[];
  /** Accepted cases that several ways fit, or none: their flows are counted as far as they are certain. */
  readonly unclear: number;
}

/** What figures are made by. */
export interface Measure {
  /** The published route. */
  readonly route: Route;
  /** The same with acceptance, decision and delivery. */
  readonly drawing: Route;
  readonly promise: Pick<Limit, 'value' | 'unit'> | undefined;
  readonly thresholds: Thresholds;
}

/** Cases with what is known of how they went: the costly part, done once for several figures. */
export function goneOf(histories: readonly CaseHistory[], route: Route): readonly Gone[] {
  const wayOf = wayFinder(route);
  return histories.map((history) => ({ history, visits: visitsOf(history), way: wayOf(history) }));
}

/** The figures of some cases of one version of a service. Pure; the order of the cases does not matter. */
export function processFigures(cases: readonly Gone[], measure: Measure): ProcessFigures {
  const { drawing } = measure;
  const taken = cases.map((gone) => countsOf(flowsOf(gone)));
  const edges = drawing.flows.map(({ id }): EdgeFigures => {
    const times = taken.flatMap((counts) => counts.get(id) ?? []);
    return { flow: id, times: sum(times), cases: times.length };
  });
  const visits = visitsByStep(cases);
  const into = flowsBy(drawing, ({ target }) => target);
  const outOf = flowsBy(drawing, ({ source }) => source);
  const came = (flows: readonly ElementId[] = []) =>
    taken.filter((counts) => flows.some((id) => counts.has(id))).length;
  return {
    cases: cases.length,
    steps: drawing.nodes.map((node) =>
      node.kind === 'user'
        ? stepFigures(node.id, visits.get(node.id) ?? [], measure)
        : { ...passage(node, { entered: came(into.get(node.id)), left: came(outOf.get(node.id)) }) },
    ),
    edges,
    deviations: countDeviations(cases, drawing),
    unclear: cases.filter(({ way, history }) => way.fit !== 'one' && wasAccepted(history)).length,
  };
}

const wasAccepted = ({ acts }: CaseHistory) => acts.some(({ kind }) => kind === 'accepted');

interface Visited {
  readonly visit: Visit;
  readonly history: CaseHistory;
}

function visitsByStep(cases: readonly Gone[]): ReadonlyMap<ElementId | undefined, readonly Visited[]> {
  const all = cases.flatMap(({ history, visits }) => visits.map((visit): Visited => ({ visit, history })));
  return Map.groupBy(all, ({ visit }) => visit.step);
}

function stepFigures(step: ElementId, visited: readonly Visited[], { promise, thresholds }: Measure): StepFigures {
  const answered = visited.filter(({ visit }) => visit.end !== 'stopped');
  const timed = answered.filter(({ visit }) => visit.end === 'done' && visit.taken);
  const share = medianShare(answered, shareOf(promise));
  const bottleneck = bottleneckOf(share, thresholds);
  return {
    step,
    entered: casesIn(visited),
    finished: casesIn(answered),
    waiting: spreadOf(timed.map(({ visit }) => workingIn(visit.waiting))),
    working: spreadOf(timed.map(({ visit }) => workingIn(visit.working))),
    ...(share === undefined ? {} : { share }),
    ...(bottleneck === undefined ? {} : { bottleneck }),
  };
}

function medianShare(answered: readonly Visited[], share: ShareOf | undefined): number | undefined {
  if (share === undefined) return undefined;
  const shares = answered.map(({ visit: { waiting, working }, history: { receivedAt } }) =>
    share([...waiting, ...working], receivedAt),
  );
  return spreadOf(shares).median;
}

/** A node where nobody works is passed in the moment it is come to. */
function passage({ id, kind }: RouteNode, { entered, left }: { entered: number; left: number }): StepFigures {
  const isEnd = kind === 'end' || kind === 'terminate';
  // Nothing leads to where a case begins.
  const came = kind === 'start' || kind === 'timer' ? left : entered;
  return { step: id, entered: came, finished: isEnd ? entered : left, waiting: spreadOf([]), working: spreadOf([]) };
}

function casesIn(visited: readonly Visited[]): number {
  return new Set(visited.map(({ history }) => history.id)).size;
}

function workingIn(spans: readonly Span[]): number {
  return sum(spans.map(({ from, until }) => workingTime(from, until)));
}

function countDeviations(cases: readonly Gone[], drawing: Route): readonly Deviation[] {
  const found = cases.flatMap((gone) => deviationsOf(gone, drawing));
  return deviationKinds.map((kind) => ({ kind, count: found.filter((each) => each === kind).length }));
}

function flowsBy(
  { flows }: Route,
  endOf: (flow: Route['flows'][number]) => ElementId,
): ReadonlyMap<ElementId, readonly ElementId[]> {
  return new Map([...Map.groupBy(flows, endOf)].map(([end, group]) => [end, group.map(({ id }) => id)]));
}

function countsOf(ids: readonly ElementId[]): ReadonlyMap<ElementId, number> {
  const counts = new Map<ElementId, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
