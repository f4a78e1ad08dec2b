import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel';
import type { OfficerId } from '#identity';
import type { Stage } from './order.ts';
import { isStaffed } from './staff-store.ts';
import { mayWork } from './work-of.ts';

/** As SQL, for a statement of another module that must see one moment: how many numbers a kind of work has had. */
export function numbersGiven(stage: Stage): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(next_qn - 1), 0)::int from queue.pool where stage = ${stage})`;
}

/** How full a pool is now. */
export interface PoolMeter {
  readonly code: string;
  readonly stage: Stage;
  /** Short name of the unit that the pool belongs to. */
  readonly unit: string;
  readonly waiting: number;
  readonly held: number;
  readonly taken: number;
  /** When the longest waiting ticket entered; absent when nobody waits. */
  readonly oldest?: Date;
  readonly doneToday: number;
  /** Whether anybody works here: assigned, in office, and with the role for it. */
  readonly staffed: boolean;
  /** The platform itself works here. */
  readonly automatic: boolean;
  /** Nobody is taken out of it for the moment. */
  readonly paused: boolean;
}

/** Meters of all pools, or of those an officer works in. */
export async function poolMeters(
  db: Db,
  { since, officer }: { readonly since: Date; readonly officer?: OfficerId },
): Promise<readonly PoolMeter[]> {
  const mine =
    officer === undefined
      ? sql`true`
      : sql`p.id in (select pool_id from queue.assignment where officer_id = ${officer})
          and ${mayWork(sql`${officer}`)}`;
  const { rows } = await sql<MeterRow>`
    select p.code, p.stage, u.short_name as unit, open.waiting, open.held, open.taken, open.oldest, done.n as done,
      p.discipline = 'automatic' as automatic, ${isStaffed} or p.discipline = 'automatic' as staffed, p.paused_index is not null as paused
    from queue.pool p
    join identity.unit u on u.id = p.unit_id
    cross join lateral (
      select count(*) filter (where t.state = 'waiting')::int as waiting,
        count(*) filter (where t.state = 'held')::int as held,
        count(*) filter (where t.state = 'taken')::int as taken,
        min(t.entered_at) filter (where t.state = 'waiting') as oldest
      from queue.ticket t where t.pool_id = p.id and t.state <> 'done') open
    cross join lateral (
      select count(*)::int as n from queue.ticket t
      where t.pool_id = p.id and t.state = 'done' and t.done_at >= ${since}) done
    where ${mine} order by p.id`.execute(db);
  return rows.map(({ oldest, done, ...row }) => ({
    ...row,
    stage: row.stage as Stage,
    doneToday: done,
    ...(oldest === null ? {} : { oldest }),
  }));
}

interface MeterRow {
  readonly code: string;
  readonly stage: string;
  readonly unit: string;
  readonly waiting: number;
  readonly held: number;
  readonly automatic: boolean;
  readonly taken: number;
  readonly oldest: Date | null;
  readonly done: number;
  readonly staffed: boolean;
  readonly paused: boolean;
}

/** Where a case stands now: its open task, and how many wait before it. */
export interface Place {
  readonly n: number;
  readonly stage: Stage;
  readonly queue: string;
  readonly qn: bigint;
  readonly unit: string;
  readonly state: 'waiting' | 'held' | 'taken';
  /** Tickets whose turn comes before; only while this one waits. */
  readonly ahead?: number;
  readonly takenAt?: Date;
  /** The platform itself works here. */
  readonly automatic: boolean;
  /** Nobody is taken out of the queue for the moment. */
  readonly paused: boolean;
}

/** The open task of a case that was opened last; undefined once nothing is left to do. */
export async function placeOf(db: Db, caseId: string): Promise<Place | undefined> {
  return (await placesOf(db, caseId)).at(-1);
}

/** The open tasks of a case, by number: several where departments work on it at the same time. */
export async function placesOf(db: Db, caseId: string): Promise<readonly Place[]> {
  const { rows } = await sql<PlaceRow>`
    select t.n, p.stage, p.discipline = 'automatic' as automatic, p.code as queue, t.qn, u.short_name as unit, t.state, t.taken_at,
      p.paused_index is not null as paused,
      (select count(*)::int from queue.ticket w
       where w.pool_id = t.pool_id and w.state = 'waiting' and (w.lane, w.ref, w.n) < (t.lane, t.ref, t.n)) as ahead
    from queue.ticket t
    join queue.pool p on p.id = t.pool_id
    join identity.unit u on u.id = p.unit_id
    where t.case_id = ${caseId} and t.state <> 'done'
    order by t.n`.execute(db);
  return rows.map(toPlace);
}

/** The stage of every task of a case, by its number. */
export async function stagesOf(db: Db, caseId: string): Promise<ReadonlyMap<number, Stage>> {
  const rows = await db
    .selectFrom('queue.ticket as t')
    .innerJoin('queue.pool as p', 'p.id', 't.pool_id')
    .select(['t.n', 'p.stage'])
    .where('t.case_id', '=', caseId)
    .execute();
  return new Map(rows.map(({ n, stage }) => [n, stage as Stage]));
}

function toPlace({ ahead, taken_at, ...place }: PlaceRow): Place {
  return {
    ...place,
    stage: place.stage as Stage,
    state: place.state as Place['state'],
    ...(place.state === 'waiting' ? { ahead } : {}),
    ...(taken_at === null ? {} : { takenAt: taken_at }),
  };
}

interface PlaceRow {
  readonly n: number;
  readonly stage: string;
  readonly automatic: boolean;
  readonly queue: string;
  readonly qn: bigint;
  readonly unit: string;
  readonly state: string;
  readonly taken_at: Date | null;
  readonly ahead: number;
  readonly paused: boolean;
}
