import { BASIS, textOf } from '../explain.ts';
import type { Model, OutputClause, TableExpression } from '../model.ts';

/** All that a table of automatic approval may come to. There is no word for a refusal. */
export const AUTOMATIC_OUTPUTS = ['approve', 'person'] as const;
export type AutomaticOutput = (typeof AUTOMATIC_OUTPUTS)[number];

/** Why a model may not approve cases by itself; sentences under `publishing.problem.`. */
export type AutomaticFault = 'automatic.no-table' | 'automatic.policy' | 'automatic.output' | 'automatic.unexplained';

export interface AutomaticProblem {
  readonly code: AutomaticFault;
  /** Id of the rule, table or decision. */
  readonly element: string | undefined;
  readonly detail: string;
}

const ONE_RESULT: ReadonlySet<TableExpression['hitPolicy']> = new Set(['UNIQUE', 'FIRST', 'ANY', 'PRIORITY']);

/**
 * Why a model may not approve cases by itself: it has to be one decision table whose every output is written out as
 * approve or person, and every rule that approves says why in words and names its law.
 */
export function automaticProblems({ decisions }: Model, name: string): readonly AutomaticProblem[] {
  const decision = decisions.find((one) => one.name === name);
  const table = decision?.logic;
  if (decision === undefined || table?.type !== 'table' || table.outputs.length !== 1)
    return [{ code: 'automatic.no-table', element: decision?.id, detail: name }];
  const policy: readonly AutomaticProblem[] = ONE_RESULT.has(table.hitPolicy)
    ? []
    : [{ code: 'automatic.policy', element: table.id, detail: table.hitPolicy }];
  return [...policy, ...table.outputs.flatMap((output) => columnProblems(table, output)), ...ruleProblems(table)];
}

function columnProblems({ id }: TableExpression, { values, otherwise }: OutputClause): readonly AutomaticProblem[] {
  const listed = (values ?? '').split(',').map((word) => word.trim());
  const strange = listed.filter((word) => outputOf(word) === undefined);
  const wrong = strange.map((word): AutomaticProblem => ({ code: 'automatic.output', element: id, detail: word }));
  const isPerson = otherwise === undefined || outputOf(otherwise.text) === 'person';
  return isPerson
    ? wrong
    : [...wrong, { code: 'automatic.output', element: otherwise.id ?? id, detail: otherwise.text }];
}

function ruleProblems({ id: table, rules }: TableExpression): readonly AutomaticProblem[] {
  return rules.flatMap((rule): readonly AutomaticProblem[] => {
    const [{ text } = { text: '' }] = rule.outputs;
    const output = outputOf(text);
    const element = rule.id ?? table;
    if (output === undefined) return [{ code: 'automatic.output', element, detail: text.trim() }];
    const isExplained = rule.description !== undefined && rule.annotations.has(BASIS);
    return output === 'person' || isExplained ? [] : [{ code: 'automatic.unexplained', element, detail: textOf(rule) }];
  });
}

/** An output as it is written in a cell: a text in quotation marks, nothing that would have to be computed. */
function outputOf(cell: string): AutomaticOutput | undefined {
  return AUTOMATIC_OUTPUTS.find((word) => cell.trim() === `"${word}"`);
}
