import type { Clock, Db, Tx } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { formFor, sketchProblems, type FormLayout, type FormSketch } from '#forms';
import { unitByUscc } from '#identity';
import {
  automaticProblems,
  checkRoute,
  conditionNames,
  importRoute,
  isFeel,
  openModel,
  readModel,
  type Route,
  type Span,
  type TableFinding,
} from '#routing';
import type { Example, Parts } from './change.ts';
import { runExamples, type ExampleResult } from './examples.ts';
import { GUIDE } from './guide/ask-guide.ts';
import { checkGuide, type CheckedGuide } from './guide/check-guide.ts';
import { inputsInVain } from './inputs-in-vain.ts';
import { materialsMissing, strangeMaterials } from './form-materials.ts';
import type { PartProblem } from './part-problem.ts';
import { needsInVain } from './needs-in-vain.ts';

export interface Checked {
  readonly problems: readonly PartProblem[];
  /** What may be meant so: gaps of decision tables. */
  readonly warnings: readonly PartProblem[];
  readonly route?: Route;
  /** What the example rows came to, by the names of the models that can be read. */
  readonly examples: Readonly<Record<string, readonly ExampleResult[]>>;
}

interface Against {
  readonly db: Db | Tx;
  readonly clock: Clock;
  readonly item: ServiceItem;
}

/** Everything that stands against publishing a change of an item; nothing is published in part. */
export async function checkParts(
  { db, clock, item }: Against,
  { route: xml, decisions, examples: rows, form }: Parts,
): Promise<Checked> {
  const at = clock.now();
  const tables = Object.entries(decisions).map(([name, model]) => checkModel(name, model, { rows: rows[name], at }));
  const guide = guideIn(item, decisions, at);
  const problems = [...tables.flatMap((table) => table.problems), ...formProblems(item, form), ...guide.problems];
  const warnings = [
    ...tables.flatMap((table) => table.warnings),
    ...guide.warnings,
    ...unanswered(factNames(item, form), decisions),
    ...(form === undefined ? [] : materialsMissing(item, form)),
  ];
  const examples = Object.fromEntries(tables.map(({ name, examples: found }) => [name, found]));
  if (xml === undefined) return { problems, warnings, examples };
  const read = await importRoute(xml);
  if (!('route' in read)) {
    const refused = read.refusals.map((refusal): PartProblem => ({ part: 'route', ...refusal }));
    return { problems: [...refused, ...problems], warnings, examples };
  }
  const placed = (problem: Omit<PartProblem, 'part' | 'line'>): PartProblem => {
    const line = problem.element === undefined ? undefined : read.lines.get(problem.element);
    return { part: 'route', ...problem, ...(line === undefined ? {} : { line }) };
  };
  const names = conditionNames(read.route, factNames(item, form));
  const own = [
    ...checkRoute(read.route, { isCondition: (text) => isFeel(text, names), promised: promiseOf(item) }),
    ...(await strangers(db, read.route)),
    ...(await needsInVain(db, item, { route: read.route, form })),
    ...askedInVain(read.route, decisions),
  ];
  const automatic = automaticOf(read.route, decisions);
  return { problems: [...own.map(placed), ...problems, ...automatic], warnings, examples, route: read.route };
}

/** The tables of the guide, if there are any that can be read; what is wrong with them otherwise is told as of every model. */
function guideIn(item: ServiceItem, decisions: Parts['decisions'], at: Date): CheckedGuide {
  const read = decisions[GUIDE] === undefined ? undefined : readModel(decisions[GUIDE]);
  if (read === undefined || !('model' in read)) return { problems: [], warnings: [] };
  return checkGuide(item, openModel(read.model), at);
}

/** Questions of models that routes ask and that nothing about a case answers; those of a guide are asked of people. */
function unanswered(known: readonly string[], decisions: Parts['decisions']): readonly PartProblem[] {
  return Object.entries(decisions).flatMap(([name, xml]) => {
    const read = name === GUIDE ? undefined : readModel(xml);
    if (read === undefined || !('model' in read)) return [];
    return inputsInVain({ name, decisions: openModel(read.model), known });
  });
}

function formProblems(item: ServiceItem, form: FormSketch | undefined): readonly PartProblem[] {
  if (form === undefined) return [];
  const own = sketchProblems(form).map(({ code, values, ...place }): PartProblem => {
    return { part: 'form', code, values, place };
  });
  return [...own, ...strangeMaterials(item, form)];
}

/** A promise of "at once" cannot be compared with working days of departments. */
function promiseOf({ elements: { promisedLimit } }: ServiceItem): Span | undefined {
  if (promisedLimit === undefined || promisedLimit.value === 0) return undefined;
  return { value: promisedLimit.value, unit: promisedLimit.unit };
}

/** Departments that nobody here knows: their tasks would go to somebody else. */
async function strangers(db: Db | Tx, { nodes }: Route): Promise<readonly Omit<PartProblem, 'part'>[]> {
  const found: Omit<PartProblem, 'part'>[] = [];
  for (const node of nodes) {
    if (node.kind !== 'user') continue;
    const { department, joint, participants } = node.work;
    for (const key of new Set([
      ...(department === undefined ? [] : [department]),
      ...(joint?.departments ?? []),
      ...participants,
    ]))
      if ((await unitByUscc(db, key)) === undefined)
        found.push({ code: 'publishing.department-unknown', element: node.id, detail: key });
  }
  return found;
}

/** What a case of this item will be known by (`cases`, facts.ts), so that no condition names what never comes. */
function factNames(item: ServiceItem, form: FormSketch | undefined): readonly string[] {
  const forms = form === undefined ? formsOf(item) : [form];
  const fields = forms.flatMap(({ pages }) => pages.flatMap((page) => page.fields.map(({ name }) => name)));
  return [...new Set([...fields, 'applicant', 'received', 'at', 'fromRegister', 'handedIn'])];
}

function formsOf(item: ServiceItem): readonly FormLayout[] {
  const forms = [formFor(item), ...(['person', 'organisation'] as const).map((capacity) => formFor(item, capacity))];
  return forms.map(({ layout }) => layout);
}

/** A table that approves by itself can say nothing else but that a person shall look. */
function automaticOf({ automatic }: Route, decisions: Parts['decisions']): readonly PartProblem[] {
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

function askedInVain(
  { id, nodes, automatic }: Route,
  decisions: Parts['decisions'],
): readonly Omit<PartProblem, 'part'>[] {
  const missing = automatic !== undefined && !(automatic.decision in decisions);
  const own = missing ? [{ code: 'publishing.decision-missing', element: id, detail: automatic.decision }] : [];
  const asked = nodes.flatMap((node) => {
    if (node.kind !== 'rule' || node.work.decision === undefined || node.work.decision in decisions) return [];
    return [{ code: 'publishing.decision-missing', element: node.id, detail: node.work.decision }];
  });
  return [...own, ...asked];
}

interface CheckedModel extends Pick<Checked, 'problems' | 'warnings'> {
  readonly name: string;
  readonly examples: readonly ExampleResult[];
}

function checkModel(
  name: string,
  xml: string,
  { rows = [], at }: { readonly rows: readonly Example[] | undefined; readonly at: Date },
): CheckedModel {
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
  const examples = runExamples(decisions, name, { rows, at });
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
