import type { GraphNode } from '../engine/graph.ts';
import type { ElementId } from '../route.ts';
import type { CheckCode, CheckProblem } from './problem.ts';
import type { Scope } from './scope.ts';

/** What is drawn so that nobody could say what it means. */
export function shapeProblems({ id, nodes }: Scope, process: ElementId): readonly CheckProblem[] {
  const starts = nodes.filter(({ kind }) => kind === 'start');
  const begins: readonly CheckProblem[] =
    starts.length === 1 ? [] : [{ code: 'route.one-start', element: id ?? process, detail: String(starts.length) }];
  return [...begins, ...nodes.flatMap(nodeProblems)];
}

function nodeProblems(node: GraphNode): readonly CheckProblem[] {
  const { kind, id, incoming, outgoing } = node;
  const isEnd = kind === 'end' || kind === 'terminate';
  const isBegin = kind === 'start' || kind === 'timer';
  const wrong = [...(isBegin ? incoming : []), ...(isEnd ? outgoing : [])];
  const misplaced = wrong.map((flow) => problem('route.flow-misplaced', flow.id, id));
  return kind === 'exclusive' || kind === 'inclusive' ? [...misplaced, ...choiceProblems(node)] : misplaced;
}

/** A choice with one way out is none, unless that way has a condition. */
function choiceProblems({ id, outgoing, otherwise }: GraphNode): readonly CheckProblem[] {
  const conditional = outgoing.filter(({ ask }) => ask !== undefined);
  if (outgoing.length <= 1 && conditional.length === 0) return [];
  const open = outgoing.filter((flow) => flow !== otherwise && flow.ask === undefined);
  return [
    ...open.map((flow) => problem('route.condition-missing', flow.id)),
    ...(otherwise === undefined ? [problem('route.default-missing', id)] : []),
    ...(otherwise?.ask === undefined ? [] : [problem('route.default-conditional', otherwise.id)]),
  ];
}

function problem(code: CheckCode, element: ElementId, detail?: string): CheckProblem {
  return { code, element, ...(detail === undefined ? {} : { detail }) };
}
