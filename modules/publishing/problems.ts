import type { Db } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { unitByUscc } from '#identity';
import {
  checkRoute,
  importRoute,
  isFeel,
  openModel,
  readModel,
  type Route,
  type Span,
  type TableFinding,
} from '#routing';
import type { Parts } from './change.ts';

/** Why a change cannot be published: a sentence and the place. */
export interface PartProblem {
  readonly part: 'route' | `decision.${string}`;
  readonly code: string;
  /** Id of the element. */
  readonly element?: string;
  readonly line?: number;
  readonly detail?: string;
}

export interface Checked {
  readonly problems: readonly PartProblem[];
  /** What may be meant so: gaps of decision tables. */
  readonly warnings: readonly PartProblem[];
  readonly route?: Route;
}

/** Everything that stands against publishing a change of an item; nothing is published in part. */
export async function checkParts(db: Db, item: ServiceItem, { route: xml, decisions }: Parts): Promise<Checked> {
  const tables = Object.entries(decisions).map(([name, model]) => checkModel(name, model));
  const problems = tables.flatMap((table) => table.problems);
  const warnings = tables.flatMap((table) => table.warnings);
  if (xml === undefined) return { problems, warnings };
  const read = await importRoute(xml);
  if (!('route' in read)) {
    const refused = read.refusals.map((refusal): PartProblem => ({ part: 'route', ...refusal }));
    return { problems: [...refused, ...problems], warnings };
  }
  const placed = (problem: Omit<PartProblem, 'part' | 'line'>): PartProblem => {
    const line = problem.element === undefined ? undefined : read.lines.get(problem.element);
    return { part: 'route', ...problem, ...(line === undefined ? {} : { line }) };
  };
  const own = [
    ...checkRoute(read.route, { isCondition: isFeel, promised: promiseOf(item) }),
    ...(await strangers(db, read.route)),
    ...askedInVain(read.route, decisions),
  ];
  return { problems: [...own.map(placed), ...problems], warnings, route: read.route };
}

/** A promise of "at once" cannot be compared with working days of departments. */
function promiseOf({ elements: { promisedLimit } }: ServiceItem): Span | undefined {
  if (promisedLimit === undefined || promisedLimit.value === 0) return undefined;
  return { value: promisedLimit.value, unit: promisedLimit.unit };
}

/** Departments that nobody here knows: their tasks would go to somebody else. */
async function strangers(db: Db, { nodes }: Route): Promise<readonly Omit<PartProblem, 'part'>[]> {
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

function askedInVain({ nodes }: Route, decisions: Parts['decisions']): readonly Omit<PartProblem, 'part'>[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'rule' || node.work.decision === undefined || node.work.decision in decisions) return [];
    return [{ code: 'publishing.decision-missing', element: node.id, detail: node.work.decision }];
  });
}

function checkModel(name: string, xml: string): Pick<Checked, 'problems' | 'warnings'> {
  const part = `decision.${name}` as const;
  const read = readModel(xml);
  if (!('model' in read))
    return {
      problems: read.refusals.map(({ code, line, element, detail }): PartProblem => ({
        part,
        code,
        ...(line === undefined ? {} : { line }),
        ...(element === undefined ? {} : { element }),
        ...(detail === undefined ? {} : { detail }),
      })),
      warnings: [],
    };
  const tables = openModel(read.model).check();
  const found = (kind: TableFinding['kind']) =>
    tables.flatMap(({ table, findings }) =>
      findings.filter((finding) => finding.kind === kind).map((finding) => findingIn(part, table, finding)),
    );
  return { problems: found('overlap'), warnings: found('gap') };
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
