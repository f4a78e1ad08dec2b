import type { Db, Tx, World } from '#kernel';
import {
  generalUnit,
  officerById,
  officerProfile,
  officersOf,
  unitByUscc,
  type OfficerId,
  type UnitId,
} from '#identity';
import { isBarredAt } from '#queue';
import { routeVersion, type SiteVisit } from '#routing';
import type { CaseRecord } from '../case-store.ts';
import { routeTasks, type RouteTask } from '../route/task-store.ts';

/** A task of a case that is a visit to the site. */
export interface VisitTask extends SiteVisit {
  readonly task: RouteTask;
  /** The departments that go together, the one that leads the visit first. */
  readonly departments: readonly UnitId[];
}

/** The visit that a task is; undefined where it is another kind of work. */
export async function visitTaskOf(db: Db | Tx, record: CaseRecord, n: number): Promise<VisitTask | undefined> {
  if (record.routeVersion === undefined) return undefined;
  const task = (await routeTasks(db, record.id)).find((each) => each.n === n);
  const { route } = await routeVersion(db, record.routeVersion);
  const node = route.nodes.find(({ id }) => id === task?.element);
  if (task === undefined || node?.kind !== 'user' || node.work.visit === undefined) return undefined;
  const departments = new Set([task.unit]);
  for (const key of node.work.participants) {
    const unit = await unitByUscc(db, key);
    if (unit !== undefined) departments.add(unit.id);
  }
  return { ...node.work.visit, task, departments: [...departments] };
}

/** Who may go on a visit for one of its departments. */
export interface Candidate {
  readonly officer: OfficerId;
  readonly department: UnitId;
}

/**
 * Examiners in office of the departments of a visit; a department without any is served by the general unit. Nobody
 * looks at their own application, or at one that they have withdrawn from (回避).
 */
export async function candidatesOf(
  db: Db | Tx,
  record: CaseRecord,
  { departments }: VisitTask,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const department of departments) {
    const own = await officersOf(db, department, 'examiner');
    const all = own.length > 0 ? own : await officersOf(db, (await generalUnit(db)).id, 'examiner');
    for (const officer of all) if (await isFree(db, record, officer)) found.push({ officer, department });
  }
  return found;
}

async function isFree(db: Db | Tx, record: CaseRecord, officer: OfficerId): Promise<boolean> {
  const { person } = await officerById(db, officer);
  return person !== record.person && !(await isBarredAt(db, record.id, { officer, stage: 'examination' }));
}

/** Names of officers with their units, as colleagues and records call them. */
export async function namesOf(
  world: World,
  officers: readonly OfficerId[],
): Promise<ReadonlyMap<OfficerId, { readonly name: string; readonly unit: string }>> {
  const named = new Map<OfficerId, { name: string; unit: string }>();
  for (const officer of new Set(officers)) {
    const { name, unitShortName } = await officerProfile(world, officer);
    named.set(officer, { name, unit: unitShortName });
  }
  return named;
}
