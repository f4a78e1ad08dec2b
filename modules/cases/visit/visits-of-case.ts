import type { World } from '#kernel';
import { unitById } from '#identity';
import type { CaseRecord } from '../case-store.ts';
import { visitsOf } from './visit-store.ts';
import { visitTaskOf } from './visit-task.ts';
import { visitState } from './visit-view.ts';

/** A visit as the applicant sees it: when, where, by which departments, and what came of it; nobody's name. */
export interface CaseVisit {
  readonly n: number;
  readonly name: string;
  readonly departments: readonly string[];
  readonly on: Temporal.PlainDate;
  readonly time: string;
  readonly place: string;
  /** A day is set; the record is written and waits for signatures; it is over. */
  readonly state: 'planned' | 'recorded' | 'done';
  /** How many people were there in office. */
  readonly inspectors: number;
  /** What came of it, once it is over. */
  readonly outcome?: 'agree' | 'object';
}

/** The visits of a case; what the route has given up is left out. */
export async function visitsOfCase(world: World, record: CaseRecord): Promise<readonly CaseVisit[]> {
  const found: CaseVisit[] = [];
  for (const { n, latest } of await visitsOf(world.db, record.id)) {
    const visit = await visitTaskOf(world.db, record, n);
    const { plan, record: written } = await visitState(world, record, { n, latest });
    const kept = plan ?? written;
    const ended = visit?.task.ended;
    if (visit === undefined || kept === undefined || (ended !== undefined && ended !== 'passed')) continue;
    const units = await Promise.all(visit.departments.map(async (unit) => unitById(world.db, unit)));
    const { outcome } = visit.task;
    found.push({
      n,
      name: visit.task.name,
      departments: units.flatMap((unit) => unit?.shortName ?? []),
      on: latest.on,
      time: kept.time,
      place: kept.place,
      state: ended === 'passed' ? 'done' : written === undefined ? 'planned' : 'recorded',
      inspectors: latest.signers.length,
      ...(outcome === undefined ? {} : { outcome }),
    });
  }
  return found;
}
