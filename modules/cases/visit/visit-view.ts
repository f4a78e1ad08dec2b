import { type z } from 'zod';
import { openJson, type World } from '#kernel';
import type { OfficerId } from '#identity';
import { unitById } from '#identity';
import type { CaseRecord } from '../case-store.ts';
import { KeptRecord, visitObstacle, visitPlace, VisitPlan, type VisitObstacle } from './visit.ts';
import { latestVisit, type VisitVersion } from './visit-store.ts';
import { candidatesOf, namesOf, visitTaskOf } from './visit-task.ts';

/** Somebody who was on a visit in office, by name: for colleagues and for the record. */
export interface SignerView {
  readonly officer: OfficerId;
  readonly name: string;
  readonly unit: string;
  readonly signedAt?: Date;
}

/** What is known of a visit so far. */
export interface VisitState {
  /** Of the latest version; 0: nothing has been written. */
  readonly version: number;
  readonly on?: Temporal.PlainDate;
  readonly plan?: z.output<typeof VisitPlan>;
  readonly record?: KeptRecord;
  readonly signers: readonly SignerView[];
}

/** A visit as the one with its task in hand works on it. */
export interface VisitView extends VisitState {
  readonly needed: number;
  readonly checklist: readonly string[];
  /** Short names of the departments that go together. */
  readonly departments: readonly string[];
  readonly candidates: readonly { readonly officer: OfficerId; readonly name: string; readonly unit: string }[];
  /** Why the task cannot be passed yet. */
  readonly obstacle?: VisitObstacle;
}

/** The visit that a task is; undefined where it is other work. */
export async function visitView(world: World, record: CaseRecord, n: number): Promise<VisitView | undefined> {
  const visit = await visitTaskOf(world.db, record, n);
  if (visit === undefined) return undefined;
  const latest = await latestVisit(world.db, { caseId: record.id, n });
  const candidates = [...new Set((await candidatesOf(world.db, record, visit)).map(({ officer }) => officer))];
  const names = await namesOf(world, candidates);
  const units = await Promise.all(visit.departments.map(async (unit) => unitById(world.db, unit)));
  const obstacle = visitObstacle(visit.inspectors, latest);
  return {
    ...(await visitState(world, record, { n, latest })),
    needed: visit.inspectors,
    checklist: visit.checklist,
    departments: units.flatMap((unit) => unit?.shortName ?? []),
    candidates: candidates.map((officer) => ({ officer, name: '', unit: '', ...names.get(officer) })),
    ...(obstacle === undefined ? {} : { obstacle }),
  };
}

interface Known {
  readonly n: number;
  readonly latest: VisitVersion | undefined;
}

/** What was written last about a visit, in the clear. */
export async function visitState(world: World, record: CaseRecord, { n, latest }: Known): Promise<VisitState> {
  if (latest === undefined) return { version: 0, signers: [] };
  const { version, kind, on, sealed, signers } = latest;
  const opened = openJson(world.crypto, record.dataKey, visitPlace(record.id, n, version), sealed);
  const names = await namesOf(
    world,
    signers.map(({ officer }) => officer),
  );
  return {
    version,
    on,
    ...(kind === 'plan' ? { plan: VisitPlan.parse(opened) } : { record: KeptRecord.parse(opened) }),
    signers: signers.map(({ officer, signedAt }) => ({
      officer,
      name: '',
      unit: '',
      ...names.get(officer),
      ...(signedAt === undefined ? {} : { signedAt }),
    })),
  };
}
