import type { ServiceItem } from '#catalogue';
import { automaticProblems, openModel, readModel, type Route, type TableFinding, type Limits } from '#routing';
import type { Example, Parts } from './change.ts';
import { runExamples, type ExampleResult } from './examples.ts';
import { GUIDE } from './guide/ask-guide.ts';
import { checkGuide, type CheckedGuide } from './guide/check-guide.ts';
import { inputsInVain } from './inputs-in-vain.ts';
import type { PartProblem } from './part-problem.ts';

/** The tables of the guide, if there are any that can be read; what is wrong with them otherwise is told as of every model. */
export function guideIn(item: ServiceItem, decisions: Parts['decisions'], at: Date): CheckedGuide {
  const read = decisions[GUIDE] === undefined ? undefined : readModel(decisions[GUIDE]);
  if (read === undefined || !('model' in read)) return { problems: [], warnings: [] };
  return checkGuide(item, openModel(read.model), at);
}

/** Questions of models that routes ask and that nothing about a case answers; those of a guide are asked of people. */
export function unanswered(known: readonly string[], decisions: Parts['decisions']): readonly PartProblem[] {
  return Object.entries(decisions).flatMap(([name, xml]) => {
    const read = name === GUIDE ? undefined : readModel(xml);
    if (read === undefined || !('model' in read)) return [];
    return inputsInVain({ name, decisions: openModel(read.model), known });
  });
}

/** A table that approves by itself can say nothing else but that a person shall look. */
export function automaticOf({ automatic }: Route, decisions: Parts['decisions']): readonly PartProblem[] {
  const xml = automatic && decisions[automatic.decision];
  if (automatic === undefined || xml === undefined) return [];
  const read = readModel(xml);
  if (!('model' in read)) return [];
  return automaticProblems(read.model, automatic.decision).map(({ code, element, detail }) => ({
    part: `decision.${automatic.decision}`,
    code,
    detail,
    ...(element === undefined ? {} : { element }),
  }));
}

export interface CheckedModel {
  readonly problems: readonly PartProblem[];
  readonly warnings: readonly PartProblem[];
  readonly name: string;
  readonly examples: readonly ExampleResult[];
}

interface Asked {
  readonly rows: readonly Example[] | undefined;
  readonly at: Date;
  /** What one row may cost. */
  readonly limits: Limits;
}

/** What stands against one decision model, and what its example rows come to. */
export function checkModel(name: string, xml: string, { rows = [], at, limits }: Asked): CheckedModel {
  const part = `decision.${name}` as const;
  const read = readModel(xml);
  if (!('model' in read))
    return {
      name,
      problems: read.refusals.map(({ code, line, element, detail }): PartProblem => ({
        part,
        code,
        ...(line === undefined ? {} : { line }),
        ...(element === undefined ? {} : { element }),
        ...(detail === undefined ? {} : { detail }),
      })),
      warnings: [],
      examples: [],
    };
  const decisions = openModel(read.model);
  const tables = decisions.check();
  const found = (kind: TableFinding['kind']) =>
    tables.flatMap(({ table, findings }) =>
      findings.filter((finding) => finding.kind === kind).map((finding) => findingIn(part, table, finding)),
    );
  const unreadable = decisions.unreadable().map(({ code, element, offset, detail }): PartProblem => ({
    part,
    code,
    ...(element === undefined ? {} : { element }),
    detail: `${detail ?? ''} (+${offset})`.trim(),
  }));
  const examples = runExamples(decisions, name, { rows, at, limits });
  const problems = [...unreadable, ...found('overlap'), ...wrong(part, examples)];
  return { name, problems, warnings: found('gap'), examples };
}

/** Rows that come out otherwise than whoever wrote them meant. */
function wrong(part: PartProblem['part'], examples: readonly ExampleResult[]): readonly PartProblem[] {
  return examples.flatMap(({ right, result, example: { expected } }, at) =>
    right ? [] : [{ part, code: 'publishing.example-wrong', values: { row: at + 1, expected, result } }],
  );
}

function findingIn(part: PartProblem['part'], table: string | undefined, finding: TableFinding): PartProblem {
  const rules = finding.kind === 'overlap' ? `${finding.rules.join(' + ')}: ` : '';
  return {
    part,
    code: `model.table.${finding.kind}`,
    ...(table === undefined ? {} : { element: table }),
    detail: `${rules}${finding.inputs.join(' · ')}`,
  };
}
