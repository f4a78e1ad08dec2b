import { z } from 'zod';
import { civilDate, InvalidInput, sealJson, type FieldProblem, type Tx } from '#kernel';
import { officerById, type OfficerId } from '#identity';
import { officerInput } from '../officer-acts.ts';
import { visitAct, type Writing } from './visit-act.ts';
import { visitPlace, VisitRecord, type KeptRecord } from './visit.ts';
import { insertInspectors, insertVersion, type NewInspector } from './visit-store.ts';
import { candidatesOf } from './visit-task.ts';

export const WriteVisitInput = z.strictObject({
  ...officerInput,
  ...VisitRecord.shape,
  /** Civil date. */
  on: z.iso.date(),
  /** Everybody who was there in office. */
  inspectors: z.array(z.uuid()).max(20),
  /** The version that the page showed; 0 where there was none. */
  version: z.int().min(0),
});
type Input = z.output<typeof WriteVisitInput>;

/**
 * Writes the one record of a visit, or writes it anew: whatever was signed before is then signed no more.
 * @throws InvalidInput; Refusal kernel.not-found, cases.not-a-visit, cases.visit-changed
 */
export const writeVisit = visitAct(WriteVisitInput, 'write-visit', async (tx, world, writing) => {
  const { record, n, version, visit, officer, input } = writing;
  const at = world.clock.now();
  const named = await namedIn(tx, writing);
  const problems = [...dayProblems(writing, civilDate(at)), ...pointProblems(writing), ...named.problems];
  if (problems.length > 0) throw new InvalidInput(problems);
  const { time, place, present, findings, points } = input;
  const kept: KeptRecord = {
    time,
    place,
    present,
    findings,
    points: points.map((each, no) => ({ point: visit.checklist[no] ?? '', ...each })),
  };
  await insertVersion(tx, {
    caseId: record.id,
    n,
    version,
    kind: 'record',
    on: input.on,
    officer: officer.officer,
    unit: officer.unit,
    at,
    sealed: sealJson(world.crypto, record.dataKey, visitPlace(record.id, n, version), kept),
  });
  await insertInspectors(tx, { caseId: record.id, n, version }, named.inspectors);
});

/** A visit is made after its task was opened, and written down after it was made. */
function dayProblems({ visit, input }: Writing<Input>, today: Temporal.PlainDate): readonly FieldProblem[] {
  const on = Temporal.PlainDate.from(input.on);
  const late = Temporal.PlainDate.compare(on, today) > 0;
  const early = Temporal.PlainDate.compare(on, civilDate(visit.task.openedAt)) < 0;
  return late || early ? [{ field: 'on', code: 'cases.visit-day' }] : [];
}

function pointProblems({ visit, input: { points } }: Writing<Input>): readonly FieldProblem[] {
  return visit.checklist.flatMap((_, no) =>
    points[no] === undefined ? [{ field: `points.${no}.answer`, code: 'kernel.missing' }] : [],
  );
}

interface Named {
  readonly inspectors: readonly NewInspector[];
  readonly problems: readonly FieldProblem[];
}

/** At least so many people as the route wants, of each department that goes, each once whatever posts they hold. */
async function namedIn(tx: Tx, { record, visit, input }: Writing<Input>): Promise<Named> {
  const candidates = await candidatesOf(tx, record, visit);
  const inspectors: NewInspector[] = [];
  for (const id of new Set(input.inspectors)) {
    const officer = id as OfficerId;
    if (!candidates.some((each) => each.officer === officer)) return wrong('cases.visit-inspector-barred');
    inspectors.push({ officer, ...(await postOf(tx, officer)) });
  }
  const people = new Set(inspectors.map(({ person }) => person));
  if (people.size < inspectors.length) return wrong('cases.visit-inspector-twice');
  if (people.size < visit.inspectors) return wrong('cases.visit-inspectors-few', { needed: visit.inspectors });
  const isThere = (department: string) =>
    candidates.some((each) => each.department === department && inspectors.some((one) => one.officer === each.officer));
  return visit.departments.every(isThere) ? { inspectors, problems: [] } : wrong('cases.visit-department-absent');
}

async function postOf(tx: Tx, officer: OfficerId) {
  const { person, unit } = await officerById(tx, officer);
  return { person, unit };
}

function wrong(code: string, values?: FieldProblem['values']): Named {
  return { inspectors: [], problems: [{ field: 'inspectors', code, ...(values === undefined ? {} : { values }) }] };
}
