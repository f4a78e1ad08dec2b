import { sql } from 'kysely';
import { addWorkdays, civilDate, recordSet, type Db, type Tx } from '#kernel';
import { workdaysLeft } from '#clocks';
import type { UnitId } from '#identity';
import type { ElementId, Outcome } from '#routing';

/** A task of the route of a case. */
export interface RouteTask {
  /** Its number within the case. */
  readonly n: number;
  readonly element: ElementId;
  readonly instance: string;
  /** Credit code of the department, as the route says it; of joint work, of the one whose part this is. */
  readonly department?: string;
  /** The department, whoever's queue the task stands in. */
  readonly unit: UnitId;
  /** Its short name. */
  readonly unitName: string;
  readonly name: string;
  readonly openedAt: Date;
  readonly dueOn?: Temporal.PlainDate;
  readonly closedAt?: Date;
  readonly ended?: TaskEnd;
  readonly outcome?: Outcome;
}

/** Somebody passed it; silence was consent; the route needed it no more; what was said was lost and is asked again. */
export type TaskEnd = 'passed' | 'consented' | 'dropped' | 'lost';

/** The tasks of the route of a case, by number. */
export async function routeTasks(db: Db | Tx, caseId: string): Promise<readonly RouteTask[]> {
  const rows = await db
    .selectFrom('cases.task as t')
    .innerJoin('identity.unit as u', 'u.id', 't.unit_id')
    .selectAll('t')
    .select('u.short_name')
    .where('t.case_id', '=', caseId)
    .orderBy('t.n')
    .execute();
  return rows.map((row) => ({
    n: row.n,
    element: row.element,
    instance: row.instance,
    unit: row.unit_id as UnitId,
    unitName: row.short_name,
    name: row.name,
    openedAt: row.opened_at,
    ...(row.department === null ? {} : { department: row.department }),
    ...(row.due_on === null ? {} : { dueOn: Temporal.PlainDate.from(row.due_on) }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.ended === null ? {} : { ended: row.ended as TaskEnd }),
    ...(row.outcome === null ? {} : { outcome: row.outcome as Outcome }),
  }));
}

/** A task as it is opened. */
export type NewTask = Omit<RouteTask, 'unitName' | 'closedAt' | 'ended' | 'outcome'>;

export async function insertTasks(tx: Tx, caseId: string, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map(({ n, element, instance, department = null, unit, name, openedAt, dueOn }) => ({
    n,
    element,
    instance,
    department,
    unit_id: unit,
    name,
    opened_at: openedAt,
    due_on: dueOn?.toString() ?? null,
  }));
  await sql`insert into cases.task (case_id, n, element, instance, department, unit_id, name, opened_at, due_on)
    select ${caseId}, n, element, instance, department, unit_id, name, opened_at, due_on
    from ${recordSet(
      rows,
      `n smallint, element text, instance text, department text, unit_id uuid, name text, opened_at timestamptz,
       due_on date`,
    )}`.execute(tx);
}

export interface TaskClosing {
  readonly n: number;
  readonly ended: TaskEnd;
  readonly outcome?: Outcome;
  readonly at: Date;
}

export async function closeTask(tx: Tx, caseId: string, { n, ended, outcome, at }: TaskClosing): Promise<void> {
  await tx
    .updateTable('cases.task')
    .set({ closed_at: at, ended, outcome: outcome ?? null })
    .where('case_id', '=', caseId)
    .where('n', '=', n)
    .where('closed_at', 'is', null)
    .execute();
}

/** Every open task of a case is needed no more: it has ended otherwise. */
export async function dropTasks(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx
    .updateTable('cases.task')
    .set({ closed_at: at, ended: 'dropped' })
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .execute();
  await tx.deleteFrom('cases.due').where('case_id', '=', caseId).execute();
}

/** What becomes of an open task by the passing of time. */
export interface Due {
  readonly kind: 'timer' | 'consent';
  readonly instance: string;
  readonly element: ElementId;
  readonly department?: string;
  /** Law and article by which silence is consent. */
  readonly basis?: string;
  readonly at: Date;
}

export async function insertDues(tx: Tx, caseId: string, dues: readonly Due[]): Promise<void> {
  if (dues.length === 0) return;
  await tx
    .insertInto('cases.due')
    .values(
      dues.map(({ kind, instance, element, department = '', basis = null, at }) => ({
        case_id: caseId,
        kind,
        instance,
        element,
        department,
        basis,
        due_at: at,
      })),
    )
    .execute();
}

export async function deleteDues(tx: Tx, caseId: string, dues: readonly Omit<Due, 'at' | 'basis'>[]): Promise<void> {
  for (const { kind, instance, element, department = '' } of dues)
    await tx
      .deleteFrom('cases.due')
      .where('case_id', '=', caseId)
      .where('kind', '=', kind)
      .where('instance', '=', instance)
      .where('element', '=', element)
      .where('department', '=', department)
      .execute();
}

/** A task is opened again: its time begins anew. */
export async function renewDues(tx: Tx, caseId: string, { task, now }: { task: RouteTask; now: Date }): Promise<void> {
  const { instance, department, openedAt } = task;
  await sql`update cases.due set due_at = due_at + (${now}::timestamptz - ${openedAt}::timestamptz)
    where case_id = ${caseId} and instance = ${instance} and department in ('', ${department ?? ''})`.execute(tx);
}

/**
 * A task that has waited for a special procedure: what would become due of it does so later, by the working days that do
 * not count (行政许可法 45). The day on which it began counts, the day on which it ended does not (民法典 201).
 */
export async function delayDues(
  tx: Tx,
  caseId: string,
  { n, from, until }: { readonly n: number; readonly from: Date; readonly until: Date },
): Promise<void> {
  const days = workdaysLeft(civilDate(from), civilDate(until));
  if (days <= 0) return;
  const { rows } = await sql<{ kind: string; instance: string; element: string; department: string; due_at: Date }>`
    select d.kind, d.instance, d.element, d.department, d.due_at from cases.due d
    join cases.task t on t.case_id = d.case_id and t.instance = d.instance
      and d.department in ('', coalesce(t.department, ''))
    where t.case_id = ${caseId} and t.n = ${n}`.execute(tx);
  for (const { kind, instance, element, department, due_at: at } of rows)
    await sql`update cases.due set due_at = ${laterBy(at, days)}
      where case_id = ${caseId} and kind = ${kind} and instance = ${instance} and element = ${element}
        and department = ${department}`.execute(tx);
}

/** So many working days later, at the same time of the day. */
function laterBy(at: Date, workdays: number): Date {
  // A limit ends at midnight, which is the beginning of the next day: its last day is the one before.
  const last = civilDate(new Date(at.getTime() - 1));
  return new Date(at.getTime() + last.until(addWorkdays(last, workdays)).total({ unit: 'days' }) * DAY_MS);
}

const DAY_MS = 86_400_000;

/** What is due of a case, the earliest first; of a task that waits for a special procedure nothing is. */
export async function duesOf(tx: Db | Tx, caseId: string, now: Date): Promise<readonly Due[]> {
  const rows = await tx
    .selectFrom('cases.due')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('due_at', '<=', now)
    .where(sql<boolean>`not ${waitsForSpecial}`)
    .orderBy('due_at')
    .orderBy('instance')
    .orderBy('element')
    .orderBy('department')
    .execute();
  return rows.map(({ kind, instance, element, department, basis, due_at: at }) => ({
    kind: kind === 'timer' ? 'timer' : 'consent',
    instance,
    element,
    at,
    ...(department === '' ? {} : { department }),
    ...(basis === null ? {} : { basis }),
  }));
}

/** Of a row of cases.due: its task waits for a special procedure. */
const waitsForSpecial = sql<boolean>`exists (select from cases.special s
  join cases.task t on t.case_id = s.case_id and t.n = s.n
  where s.case_id = due.case_id and s.ended_at is null and t.instance = due.instance
    and due.department in ('', coalesce(t.department, '')))`;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Cases with something due, the earliest first; not those that were tried in vain. */
export async function casesWithDues(
  db: Db,
  { now, most, tried }: { readonly now: Date; readonly most: number; readonly tried: readonly string[] },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cases.due as d')
    .innerJoin('cases.case as c', 'c.id', 'd.case_id')
    .select('d.case_id')
    .where('d.due_at', '<=', now)
    // Those that are held until somebody has looked at them would stand before all others for ever.
    .where('c.record_lost_at', 'is', null)
    .where('d.case_id', 'not in', tried.length === 0 ? [NOBODY] : [...tried])
    .orderBy('d.due_at')
    .limit(most)
    .execute();
  return [...new Set(rows.map(({ case_id }) => case_id))];
}
