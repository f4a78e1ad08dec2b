import { Net } from './net.ts';
import { explore } from './explore.ts';
import type { CheckProblem } from './problem.ts';
import { reduce } from './reduce.ts';
import type { Scope } from './scope.ts';

/** Joins that wait for ever, and work that would be done twice at the same time. */
export function soundnessProblems(scope: Scope): readonly CheckProblem[] {
  const net = new Net(scope);
  reduce(net);
  return explore(net);
}
