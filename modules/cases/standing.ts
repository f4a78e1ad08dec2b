import type { Db, Tx, World } from '#kernel';
import { unitById, type UnitId } from '#identity';
import { placeOf, type Place } from '#queue';
import { caseById, findCase } from './case-store.ts';
import { outcomeOf, type OutcomeView } from './case-view.ts';
import type { CaseStatus } from './lifecycle.ts';
import type { ShortNo } from './numbers.ts';
import { timelineOf } from './timeline.ts';

/** How a case stands, for whoever waits for it: a bundle of which it is a part. */
export interface Standing {
  readonly no: ShortNo;
  readonly state: 'open' | 'granted' | 'refused' | 'withdrawn';
  /** It was accepted, whatever became of it later. */
  readonly accepted: boolean;
  readonly unit: UnitId;
}

const STATES: Readonly<Partial<Record<CaseStatus, Standing['state']>>> = {
  approved: 'granted',
  delivering: 'granted',
  delivered: 'granted',
  notAccepted: 'refused',
  denied: 'refused',
  withdrawn: 'withdrawn',
  terminated: 'withdrawn',
};

export async function standingOf(db: Db | Tx, caseId: string): Promise<Standing | undefined> {
  const record = await caseById(db, caseId);
  if (record === undefined) return undefined;
  const { shortNo: no, status, n, unit } = record;
  // The first task is the acceptance: whatever comes after it was accepted; a decision may wait for the others.
  const accepted = (n > 0 && status !== 'notAccepted') || status === 'accepted' || status === 'inReview';
  return { no, state: STATES[status] ?? 'open', accepted, unit };
}

/** How a case stands, for its applicant. */
export interface PartView {
  readonly no: ShortNo;
  readonly status: CaseStatus;
  readonly statusAt: Date;
  readonly receivedAt: Date;
  readonly department: string;
  readonly place?: Place;
  readonly outcome?: OutcomeView;
}

export async function partView(world: World, caseId: string): Promise<PartView | undefined> {
  const record = await caseById(world.db, caseId);
  if (record === undefined) return undefined;
  const unit = await unitById(world.db, record.unit);
  const place = await placeOf(world.db, record.id);
  const outcome = outcomeOf(await timelineOf(world, record));
  return {
    no: record.shortNo,
    status: record.status,
    statusAt: record.statusAt,
    receivedAt: record.receivedAt,
    department: unit?.name ?? '',
    ...(place === undefined ? {} : { place }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

/** The id of a case by its number. */
export async function caseByNo({ db }: World, no: ShortNo): Promise<string | undefined> {
  return (await findCase(db, no))?.id;
}
