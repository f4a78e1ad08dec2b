import type { Clock, Db, Tx } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { formFor, sketchProblems, type FormLayout, type FormSketch } from '#forms';
import { unitByUscc } from '#identity';
import { checkRoute, conditionNames, importRoute, isFeel, type Route, type Span } from '#routing';
import type { Parts } from './change.ts';
import { limitsOfRows, type ExampleResult } from './examples.ts';
import { formAsWritten } from './form-of.ts';
import { materialsMissing, strangeMaterials } from './form-materials.ts';
import { itemAsWritten, writtenProblems } from './item-as-written.ts';
import { automaticOf, checkModel, guideIn, unanswered } from './model-problems.ts';
import type { PartProblem } from './part-problem.ts';
import { needsInVain } from './needs-in-vain.ts';
import { stepsOfRoute } from './route-steps.ts';
import { textProblems } from './texts/text-problems.ts';
import { queuesOfService, type ServiceQueue } from './pools-of.ts';

export interface Checked {
  readonly problems: readonly PartProblem[];
  /** What may be meant so: gaps of decision tables. */
  readonly warnings: readonly PartProblem[];
  readonly route?: Route;
  /** Where its tasks would stand; of a route that cannot be read nowhere. */
  readonly queues: readonly ServiceQueue[];
  /** What the example rows came to, by the names of the models that can be read. */
  readonly examples: Readonly<Record<string, readonly ExampleResult[]>>;
}

interface Against {
  readonly db: Db | Tx;
  readonly clock: Clock;
  readonly item: ServiceItem;
}

/** Everything that stands against publishing a change of an item; nothing is published in part. */
export async function checkParts({ db, clock, item: base }: Against, parts: Parts): Promise<Checked> {
  const { decisions, examples: rows, form } = parts;
  const item = itemAsWritten(base, parts);
  const elements = writtenProblems(base, parts);
  const at = clock.now();
  const limits = limitsOfRows(Object.values(rows).flat().length);
  const tables = Object.entries(decisions).map(([name, model]) =>
    checkModel(name, model, { rows: rows[name], at, limits }),
  );
  const guide = guideIn(item, decisions, at);
  const route = await checkDrawn({ db, item }, parts);
  return {
    problems: [
      ...elements.problems,
      ...route.problems,
      ...tables.flatMap((table) => table.problems),
      ...formProblems(item, parts),
      ...guide.problems,
      ...textProblems(parts.texts, departmentsOf(route.route)),
      ...(route.route === undefined ? [] : automaticOf(route.route, decisions)),
    ],
    warnings: [
      ...elements.warnings,
      ...tables.flatMap((table) => table.warnings),
      ...guide.warnings,
      ...unanswered(factNames(item, form), decisions),
      ...(isTold(parts) ? materialsMissing(item, formAsWritten(item, parts)) : []),
    ],
    examples: Object.fromEntries(tables.map(({ name, examples: found }) => [name, found])),
    queues: route.queues,
    ...(route.route === undefined ? {} : { route: route.route }),
  };
}

function departmentsOf(route: Route | undefined): ReadonlySet<string> {
  return new Set(route === undefined ? [] : stepsOfRoute(route).flatMap(({ departments }) => departments));
}

type Drawn = Pick<Checked, 'problems' | 'route' | 'queues'>;

/** What stands against the route, and where its tasks would stand. */
async function checkDrawn(
  { db, item }: Omit<Against, 'clock'>,
  { route: xml, decisions, form }: Parts,
): Promise<Drawn> {
  const read = xml === undefined ? undefined : await importRoute(xml);
  if (read !== undefined && !('route' in read)) {
    const refused = read.refusals.map((refusal): PartProblem => ({ part: 'route', ...refusal }));
    return { problems: refused, queues: [] };
  }
  const queues = await queuesOfService(db, item, read?.route);
  if (read === undefined) return { problems: withoutQueue(queues).map(inRoute), queues };
  const names = conditionNames(read.route, factNames(item, form));
  const own = [
    ...checkRoute(read.route, { isCondition: (text) => isFeel(text, names), promised: promiseOf(item) }),
    ...(await strangers(db, read.route)),
    ...withoutQueue(queues),
    ...(await needsInVain(db, item, { route: read.route, form })),
    ...askedInVain(read.route, decisions),
  ];
  const problems = own.map((problem): PartProblem => {
    const line = problem.element === undefined ? undefined : read.lines.get(problem.element);
    return { ...inRoute(problem), ...(line === undefined ? {} : { line }) };
  });
  return { problems, queues, route: read.route };
}

function inRoute(problem: Omit<PartProblem, 'part' | 'line'>): PartProblem {
  return { part: 'route', ...problem };
}

/** Tasks for which neither their department nor the general window has a queue: no case could come there. */
function withoutQueue(queues: readonly ServiceQueue[]): readonly Omit<PartProblem, 'part' | 'line'>[] {
  return queues.flatMap(({ code, stage, department, elements }) => {
    if (code !== undefined) return [];
    const problem = { code: `publishing.no-queue.${stage}`, detail: department };
    return elements.length === 0 ? [problem] : elements.map((element) => ({ ...problem, element }));
  });
}

/** A form, or materials, that somebody wrote: they have to fit each other, and what nobody touched is not judged again. */
function isTold({ form, item }: Parts): boolean {
  return form !== undefined || item !== undefined;
}

function formProblems(item: ServiceItem, parts: Parts): readonly PartProblem[] {
  const own = (parts.form === undefined ? [] : sketchProblems(parts.form)).map(
    ({ code, values, ...place }): PartProblem => ({ part: 'form', code, values, place }),
  );
  return isTold(parts) ? [...own, ...strangeMaterials(item, formAsWritten(item, parts))] : own;
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
