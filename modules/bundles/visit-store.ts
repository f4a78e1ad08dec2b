import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { OfficerId, UnitId } from '#identity';

/** The record of a joint visit. */
export interface Visit {
  readonly application: string;
  readonly node: string;
  readonly officer: OfficerId;
  readonly unit: UnitId;
  /** Civil date. */
  readonly on: string;
  readonly at: Date;
  readonly sealed: Buffer;
}

export function visitPlace(application: string, node: string): string {
  return `bundles.visit:${application}:${node}`;
}

export async function visitOf(
  db: Db,
  application: string,
  node: string,
): Promise<{ readonly on: string; readonly sealed: Buffer } | undefined> {
  const { rows } = await sql<{ on: string; sealed: Buffer }>`
    select visited_on::text as on, sealed from bundles.visit
    where application_id = ${application} and node = ${node}`.execute(db);
  return rows[0];
}

/** @returns whether it is the first record of this visit: there is one. */
export async function insertVisit(tx: Tx, visit: Visit): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('bundles.visit')
    .values({
      application_id: visit.application,
      node: visit.node,
      officer_id: visit.officer,
      unit_id: visit.unit,
      visited_on: visit.on,
      recorded_at: visit.at,
      sealed: visit.sealed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export interface OpenVisit {
  readonly application: string;
  readonly no: string;
  readonly bundle: string;
  readonly version: number;
  readonly node: string;
  readonly since: Date;
}

const SHOWN = 100;

/** Parts of filed bundles that have begun and are no cases: visits to be made, oldest first. */
export async function openVisits(db: Db): Promise<readonly OpenVisit[]> {
  const { rows } = await sql<OpenVisit>`
    select a.id as application, a.no, a.bundle, a.version, p.node, p.state_at as since
    from bundles.part p join bundles.application a on a.id = p.application_id
    where p.state = 'started' and p.draft_id is null and a.closed_at is null
    order by p.state_at limit ${SHOWN}`.execute(db);
  return rows;
}
