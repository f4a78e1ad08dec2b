import { sql } from 'kysely';
import type { Db } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { leavesAt, type LeafIndex, type ReleaseReason } from '#ledger';
import type { Outcome } from '#routing';
import type { EventKind, CaseStatus } from '../lifecycle.ts';
import type { ShortNo } from '../numbers.ts';
import type { TaskEnd } from '../route/task-store.ts';
import type { HistoryAct, HistoryTask } from './history.ts';

/** As the index of closed cases says it: written out, or the planner cannot see that they are the same. */
const CLOSED = sql`status in ('notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated')`;

export interface ClosedCase {
  readonly id: string;
  readonly no: ShortNo;
  readonly last: LeafIndex;
  readonly status: CaseStatus;
  readonly receivedAt: Date;
}

/** Which closed cases of a version are meant. */
export interface Closed {
  readonly version: ItemVersionId;
  readonly most: number;
  /** Only those whose last leaf comes after this one. */
  readonly after?: LeafIndex;
  /** Only those whose last leaf comes no later than this one. */
  readonly upTo?: LeafIndex;
}

/** The cases of a version that were closed last, newest first. */
export async function closedCases(db: Db, { version, most, after, upTo }: Closed): Promise<readonly ClosedCase[]> {
  const { rows } = await sql<ClosedCase>`
    select id, short_no as no, last_index as last, status, received_at as "receivedAt" from cases."case"
    where item_version_id = ${version} and ${CLOSED}
      ${after === undefined ? sql`` : sql`and last_index > ${after}`}
      ${upTo === undefined ? sql`` : sql`and last_index <= ${upTo}`}
    order by last_index desc limit ${most}`.execute(db);
  return rows;
}

/** The leaf up to which no more than so many of them were closed, the oldest first; undefined where none was. */
export async function closedUpTo(
  db: Db,
  { version, most, after, upTo }: Closed & { readonly upTo: LeafIndex },
): Promise<LeafIndex | undefined> {
  const { rows } = await sql<{ last: LeafIndex | null }>`
    select max(last) as last from (select last_index as last from cases."case"
      where item_version_id = ${version} and ${CLOSED} and last_index <= ${upTo} and last_index > ${after ?? -1n}
      order by last_index limit ${most}) oldest`.execute(db);
  return rows[0]?.last ?? undefined;
}

/** A version of a service of which cases were closed. */
export interface ClosedVersion {
  readonly version: ItemVersionId;
  /** Last leaf of the case that was closed last. */
  readonly last: LeafIndex;
}

/**
 * The versions under which cases were closed, the one used last first. Jumps from version to version in the index: as
 * many steps as there are versions, however many cases.
 */
export async function closedVersions(db: Db): Promise<readonly ClosedVersion[]> {
  const { rows } = await sql<ClosedVersion>`
    with recursive used (version) as (
      (select item_version_id from cases."case" where ${CLOSED} order by item_version_id limit 1)
      union all
      select (select item_version_id from cases."case" where ${CLOSED} and item_version_id > version
        order by item_version_id limit 1)
      from used where version is not null)
    select version, (select last_index from cases."case" where ${CLOSED} and item_version_id = version
      order by last_index desc limit 1) as last
    from used where version is not null order by last desc`.execute(db);
  return rows;
}

/** How many cases of some versions were closed, together; whoever has more than `most` is counted no further. */
export async function countClosed(db: Db, versions: readonly ItemVersionId[], most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from cases."case"
      where item_version_id = any(${[...versions]}::bigint[]) and ${CLOSED} limit ${most}) as counted`.execute(db);
  return rows[0]?.count ?? 0;
}

interface ActRow {
  readonly case_id: string;
  readonly kind: EventKind;
  readonly n: number;
  readonly at: Date;
  readonly index: LeafIndex;
}

/** What happened to some cases, oldest first, by case. What is sealed stays where it is. */
export async function actsOf(db: Db, cases: readonly string[]): Promise<ReadonlyMap<string, readonly HistoryAct[]>> {
  const { rows } = await sql<ActRow>`
    select case_id, kind, n, at, ledger_index as index from cases.event
    where case_id = any(${[...cases]}::uuid[]) order by ledger_index`.execute(db);
  const reasons = await releaseReasons(
    db,
    rows.filter(({ kind }) => kind === 'released').map(({ index }) => index),
  );
  return grouped(rows, ({ kind, n, at, index }) => {
    const released = reasons.get(index);
    return { kind, n, at, ...(released === undefined ? {} : { released }) };
  });
}

/** Why tasks were given back is sealed in the event and public in the leaf: the leaf is enough. */
async function releaseReasons(
  db: Db,
  indices: readonly LeafIndex[],
): Promise<ReadonlyMap<LeafIndex, ReleaseReason | undefined>> {
  const leaves = await leavesAt(db, indices);
  return new Map(leaves.map(({ index, leaf }) => [index, leaf.k === 'release' ? leaf.reason : undefined]));
}

interface TaskRow {
  readonly case_id: string;
  readonly n: number;
  readonly element: string;
  readonly instance: string;
  readonly department: string | null;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly ended: TaskEnd | null;
  readonly outcome: Outcome | null;
  readonly short_name: string;
}

/** The tasks of the routes of some cases, by case. */
export async function routeTasksOf(
  db: Db,
  cases: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryTask[]>> {
  const { rows } = await sql<TaskRow>`
    select t.case_id, t.n, t.element, t.instance, t.department, t.opened_at, t.closed_at, t.ended, t.outcome, u.short_name
    from cases.task t join identity.unit u on u.id = t.unit_id
    where t.case_id = any(${[...cases]}::uuid[]) order by t.n`.execute(db);
  return grouped(rows, (row) => ({
    n: row.n,
    stage: 'examination',
    element: row.element,
    instance: row.instance,
    unitName: row.short_name,
    openedAt: row.opened_at,
    ...(row.department === null ? {} : { department: row.department }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.ended === null ? {} : { ended: row.ended }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
  }));
}

function grouped<Row extends { readonly case_id: string }, Value>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(row.case_id);
    if (group === undefined) groups.set(row.case_id, [valueOf(row)]);
    else group.push(valueOf(row));
  }
  return groups;
}
