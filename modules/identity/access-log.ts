import type { Db, Tx } from '#kernel';
import type { OfficerId, PersonId } from './ids.ts';

/** One read of personal data by staff: of a person, or of what a case holds, or both. */
export interface Access {
  readonly officer: OfficerId;
  readonly person?: PersonId;
  readonly case?: string;
  /** Translation key that tells the person why, e.g. `desk.purpose.examination`. */
  readonly purpose: string;
  /** Names of the fields that were shown, never their values. */
  readonly fields: readonly string[];
}

/** Records a read of personal data; in the transaction that read it, so that none goes unrecorded. */
export async function logAccess(tx: Tx, access: Access): Promise<void> {
  await tx
    .insertInto('identity.access_log')
    .values({
      officer_id: access.officer,
      person_id: access.person ?? null,
      case_ref: access.case ?? null,
      purpose: access.purpose,
      fields: [...access.fields],
    })
    .execute();
}

export interface RecordedAccess {
  readonly at: Date;
  readonly unitName: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly case?: string;
}

const SHOWN = 200;

/** Who looked at a person's data, newest first: the unit is named, the officer is known to the supervisor. */
export async function accessesOf(db: Db, person: PersonId): Promise<readonly RecordedAccess[]> {
  const rows = await db
    .selectFrom('identity.access_log as a')
    .innerJoin('identity.officer as o', 'o.id', 'a.officer_id')
    .innerJoin('identity.unit as u', 'u.id', 'o.unit_id')
    .select(['a.at', 'a.purpose', 'a.fields', 'a.case_ref', 'u.name'])
    .where('a.person_id', '=', person)
    .orderBy('a.id', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map(({ name, case_ref, ...row }) => ({
    ...row,
    unitName: name,
    ...(case_ref === null ? {} : { case: case_ref }),
  }));
}
