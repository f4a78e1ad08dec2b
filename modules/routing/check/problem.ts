import type { Problem } from '../route.ts';

/** Why a route that was read may not be published; sentences under the code itself in locales/zh-CN/route.json. */
export type CheckCode =
  | 'route.one-start'
  | 'route.flow-misplaced'
  | 'route.unreachable'
  | 'route.no-way-out'
  | 'route.empty-circle'
  | 'route.deadlock'
  | 'route.unsynchronised'
  | 'route.unchecked'
  | 'route.department-missing'
  | 'route.budget-missing'
  | 'route.condition-missing'
  | 'route.condition-unreadable'
  | 'route.default-missing'
  | 'route.default-conditional'
  | 'route.too-long';

export type CheckProblem = Problem<CheckCode>;
