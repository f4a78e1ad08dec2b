import { MOST_PROBLEMS } from '../bpmn/limits.ts';
import { graphOf } from '../engine/graph.ts';
import type { Route, Span } from '../route.ts';
import { criticalPath } from './critical-path.ts';
import type { CheckProblem } from './problem.ts';
import { reachProblems } from './reach.ts';
import { scopesOf } from './scope.ts';
import { shapeProblems } from './shape.ts';
import { soundnessProblems } from './soundness.ts';
import { workProblems } from './work.ts';

export interface Against {
  /** Whether a condition can be read at all. */
  readonly isCondition: (text: string) => boolean;
  /** What the item promises the applicant; without it, the length of the route is not judged. */
  readonly promised?: Span | undefined;
}

/**
 * Every reason (at most 200) why a route may not be published; none if it may. Each sub-process is looked at as a route
 * of its own. What is wrong with the shape of one is said first: tokens are only sent through what is well drawn.
 */
export function checkRoute(route: Route, { isCondition, promised }: Against): readonly CheckProblem[] {
  const graph = graphOf(route, () => undefined);
  const scopes = scopesOf(graph);
  const ofScopes = scopes.flatMap((scope) => {
    const shape = shapeProblems(scope, route.id);
    const reach = shape.length > 0 ? [] : reachProblems(scope);
    return [...shape, ...reach, ...(shape.length + reach.length > 0 ? [] : soundnessProblems(scope))];
  });
  const problems = [...ofScopes, ...workProblems(route, isCondition)];
  const long = promised === undefined || ofScopes.length > 0 ? [] : tooLong(route, promised);
  return [...problems, ...long].slice(0, MOST_PROBLEMS);
}

function tooLong(route: Route, promised: Span): readonly CheckProblem[] {
  const { takes, through } = criticalPath(route, promised.unit);
  if (takes <= promised.value) return [];
  const shown = Math.round(takes * 100) / 100;
  const detail = `${shown} > ${promised.value} ${promised.unit}: ${through.join(' → ')}`;
  return [
    { code: 'route.too-long', element: route.id, detail: detail.length > 300 ? `${detail.slice(0, 300)}…` : detail },
  ];
}
