import type { Route, RouteNode } from '../route.ts';
import type { CheckProblem } from './problem.ts';

/** Tasks that nobody does, or in no time; conditions that nobody can read. */
export function workProblems({ nodes, flows }: Route, isCondition: (text: string) => boolean): readonly CheckProblem[] {
  const unreadable = flows.filter(({ condition }) => condition !== undefined && !isCondition(condition));
  return [
    ...nodes.flatMap(taskProblems),
    ...unreadable.map(({ id, condition = '' }): CheckProblem => {
      const detail = condition.replaceAll(/\s+/g, ' ').slice(0, 100);
      return { code: 'route.condition-unreadable', element: id, detail };
    }),
  ];
}

/** What the platform does by itself needs neither. */
function taskProblems(node: RouteNode): readonly CheckProblem[] {
  if (node.kind !== 'user') return [];
  const { id, work } = node;
  const isNobodys = work.department === undefined && work.joint === undefined;
  return [
    ...(isNobodys ? [{ code: 'route.department-missing', element: id } as const] : []),
    ...(work.budget === undefined ? [{ code: 'route.budget-missing', element: id } as const] : []),
  ];
}
