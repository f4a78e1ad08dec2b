// Approval routes (BPMN 2.0, the subset of docs/routes.md)
export { importRoute, type Imported } from './bpmn/import-route.ts';
export { readSpan } from './bpmn/span.ts';
export { exportRoute } from './bpmn/export-route.ts';
export type { Refusal, RefusalCode } from './bpmn/refusal.ts';
export { checkRoute, type Against } from './check/check-route.ts';
export { isFeel } from './check/is-feel.ts';
export { criticalPath, type CriticalPath } from './check/critical-path.ts';
export type { CheckCode, CheckProblem } from './check/problem.ts';
export type {
  Completion,
  Deemed,
  ElementId,
  Flow,
  Joint,
  NodeKind,
  Problem,
  Route,
  RouteNode,
  Span,
  Work,
} from './route.ts';
export { routeEngine, type History, type Recorded, type RouteEngine } from './engine/engine.ts';
export type { Ask, ReadCondition } from './engine/graph.ts';
export {
  stateOf,
  type Active,
  type Effect,
  type Facts,
  type Happening,
  type Marking,
  type MarkingState,
  type Outcome,
  type Part,
  type Step,
  type StepRefusal,
} from './engine/marking.ts';
