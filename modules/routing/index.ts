// Approval routes (BPMN 2.0, the subset of docs/routes.md)
export { importRoute, type Imported } from './bpmn/import-route.ts';
export { ownPackage } from './bpmn/namespaces.ts';
export { readSpan } from './bpmn/span.ts';
export { exportRoute } from './bpmn/export-route.ts';
export { withDrawing } from './bpmn/with-drawing.ts';
export type { Refusal, RefusalCode } from './bpmn/refusal.ts';
export { checkRoute, type Against } from './check/check-route.ts';
export { feelProblem, isFeel, type FeelFault, type KnownNames } from './check/is-feel.ts';
export { criticalPath, type CriticalPath } from './check/critical-path.ts';
export type { CheckCode, CheckProblem } from './check/problem.ts';
export { EVERYTHING } from './route.ts';
export type {
  Automatic,
  AutomaticAfter,
  Completion,
  Deemed,
  ElementId,
  Flow,
  Joint,
  NeedToKnow,
  NodeKind,
  Problem,
  Route,
  RouteNode,
  SiteVisit,
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

export { straightRoute, type StraightTask } from './straight-route.ts';

// Decisions (FEEL and DMN 1.2 to 1.5; docs/decisions.md)
export { evaluateFeel, testFeel, type Given } from './feel/evaluate-feel.ts';
export type { Answer } from './feel/run.ts';
export { LIMITS, type Limits } from './feel/limits.ts';
export type { Diagnostic, FeelCode } from './feel/problem.ts';
export { toSource } from './feel/text.ts';
export { bare, formatType } from './feel/type.ts';
export type { Context, FeelType, Value } from './feel/value.ts';
export { readModel, type ReadModel } from './dmn/read/read-model.ts';
export type { Expression, Model, TableExpression } from './dmn/model.ts';
export type { ModelRefusal, RefusalCode as ModelRefusalCode } from './dmn/refusal.ts';
export { openModel, type Circumstances, type Decided, type Decisions } from './dmn/decide.ts';
export type { Fired, FiredRule } from './dmn/fired.ts';
export type { ExplainedRule } from './dmn/explain.ts';
export type { Question } from './dmn/questions.ts';
export type { Unreadable } from './dmn/compile/surroundings.ts';
export { automaticProblems, type AutomaticOutput, type AutomaticProblem } from './dmn/check/automatic.ts';
export type { TableCheck, TableFinding } from './dmn/check/check-table.ts';
export { readInputs, toJson } from './dmn/json.ts';
export { readCases, type Case, type Cases } from './dmn/tck/read-cases.ts';
export { runCase, type Verdict } from './dmn/tck/run-case.ts';

// What was published, kept for ever
export { conditionNames, conditionsOf, momentOf, readCondition, variablesOf } from './condition.ts';
export {
  decisionVersion,
  keepDecisions,
  keepRoute,
  knownRoute,
  openDecisions,
  openRoute,
  routeVersion,
  type DecisionVersionId,
  type KeptDecisions,
  type KeptRoute,
  type RouteVersionId,
} from './store.ts';
