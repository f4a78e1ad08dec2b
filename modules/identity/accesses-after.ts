import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { OfficerId, UnitId } from './ids.ts';

/** A read of what a case holds, for those who watch over reading: never whose data it was, or which fields. */
export interface WatchedAccess {
  /** Its place in the access log. */
  readonly id: bigint;
  readonly at: Date;
  readonly officer: OfficerId;
  readonly unit: UnitId;
  /** Number of the case. */
  readonly case: string;
  readonly purpose: string;
}

/**
 * Rows get their numbers before they can be seen: one may appear behind others that were read already. No request that reads
 * a page goes on for so long.
 */
const SETTLED_AFTER = sql`interval '15 minutes'`;

/** Reads of cases after a place in the access log, oldest first. */
export async function accessesAfter(db: Db | Tx, after: bigint, most: number): Promise<readonly WatchedAccess[]> {
  const { rows } = await sql<WatchedAccess>`
    select a.id, a.at, a.officer_id as officer, o.unit_id as unit, a.case_ref as case, a.purpose
    from identity.access_log a join identity.officer o on o.id = a.officer_id
    where a.id > ${after} and a.case_ref is not null order by a.id limit ${most}`.execute(db);
  return rows;
}

/** Those up to a place that are so young that some of them may have appeared since it was passed. */
export async function accessesUnsettled(db: Db | Tx, upTo: bigint): Promise<readonly WatchedAccess[]> {
  const { rows } = await sql<WatchedAccess>`
    select a.id, a.at, a.officer_id as officer, o.unit_id as unit, a.case_ref as case, a.purpose
    from identity.access_log a join identity.officer o on o.id = a.officer_id
    where a.at > now() - ${SETTLED_AFTER} and a.id <= ${upTo} and a.case_ref is not null order by a.id`.execute(db);
  return rows;
}
