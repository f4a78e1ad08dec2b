import type { Resident } from '#identity';
import type { CaseRecord } from './case-store.ts';

/** In whose name somebody acts. */
export type Capacity = Pick<Resident, 'person' | 'organisation'>;

/** A case belongs to the person who filed it for themselves, or to the company for which it was filed. */
export function isMine(record: Pick<CaseRecord, 'person' | 'organisation'>, viewer: Capacity): boolean {
  if (record.organisation !== undefined) return record.organisation === viewer.organisation;
  return viewer.organisation === undefined && record.person === viewer.person;
}
