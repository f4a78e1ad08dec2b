import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import { postsOf, type OfficerId, type UnitId } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';
import type { Lane, Stage, Ticket } from './order.ts';

/** A ground of priority as everybody may read it. */
export interface Ground {
  /** Index of the rule in the ledger. */
  readonly rule: LeafIndex;
  readonly ground: string;
  readonly lane: 0 | 1;
  readonly title: string;
  /** Law and article. */
  readonly basis: string;
  readonly text: string;
  readonly from: Date;
  readonly until?: Date;
}

/** The grounds that are in force or announced at a moment, in the order in which they were declared. */
export async function grounds(db: Db | Tx, at: Date): Promise<readonly Ground[]> {
  const rows = await db
    .selectFrom('queue.priority_rule as r')
    .leftJoin('queue.priority_rule_end as e', 'e.rule_index', 'r.index')
    .select(['r.index', 'r.ground', 'r.lane', 'r.title', 'r.basis', 'r.text', 'r.valid_from', 'e.until'])
    .where((eb) => eb.or([eb('e.until', 'is', null), eb('e.until', '>', at)]))
    .orderBy('r.index')
    .execute();
  return rows.map((row) => ({
    rule: row.index,
    ground: row.ground,
    lane: row.lane === 0 ? 0 : 1,
    title: row.title,
    basis: row.basis,
    text: row.text,
    from: row.valid_from,
    ...(row.until === null ? {} : { until: row.until }),
  }));
}

/** No ground ends until the transaction does: whoever grants reads it after this. */
export async function lockGrounds(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('queue.declare'))`.execute(tx);
}

/** A ground that grants may stand on at a moment; the log counts in whole seconds. */
export async function groundInForce(db: Db | Tx, rule: LeafIndex, at: Date): Promise<Ground | undefined> {
  return (await grounds(db, at)).find((ground) => ground.rule === rule && ground.from <= at);
}

/** Where the open task of a case is; undefined once there is none. */
export interface TaskPlace {
  readonly unit: UnitId;
  readonly queue: string;
  readonly stage: Stage;
  readonly state: 'waiting' | 'held' | 'taken';
  readonly lane: Lane;
}

export async function taskPlace(db: Db | Tx, caseId: string): Promise<TaskPlace | undefined> {
  const { rows } = await sql<TaskPlace>`
    select p.unit_id as unit, p.code as queue, p.stage, t.state, t.lane
    from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.case_id = ${caseId} and t.state <> 'done' order by t.n desc limit 1`.execute(db);
  return rows[0];
}

/** The unit whose queue a case stands in, or stood in last. */
export async function unitOfCase(db: Db | Tx, caseId: string): Promise<UnitId | undefined> {
  const row = await db
    .selectFrom('queue.ticket as t')
    .innerJoin('queue.pool as p', 'p.id', 't.pool_id')
    .select('p.unit_id')
    .where('t.case_id', '=', caseId)
    .orderBy('t.n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.unit_id as UnitId | undefined;
}

/** Whether an act of theirs, in whatever post, keeps an officer away from a case, at any stage. */
export async function isBarred(db: Db | Tx, caseId: string, officer: OfficerId): Promise<boolean> {
  const row = await db
    .selectFrom('queue.bar')
    .select('index')
    .where('case_id', '=', caseId)
    .where('officer_id', 'in', sql<OfficerId>`${postsOf(sql`${officer}`)}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether an act of theirs, in whatever post, keeps an officer away from one stage of a case. */
export async function isBarredAt(
  db: Db | Tx,
  caseId: string,
  { officer, stage }: { readonly officer: OfficerId; readonly stage: Stage },
): Promise<boolean> {
  const row = await db
    .selectFrom('queue.bar')
    .select('index')
    .where('case_id', '=', caseId)
    .where('officer_id', 'in', sql<OfficerId>`${postsOf(sql`${officer}`)}`)
    .where((bar) => bar.or([bar('stage', 'is', null), bar('stage', '=', stage)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Followers: from the append's first leaf on, the case's open task and its later ones have a place in another lane. */
export function granting(grant: {
  readonly caseId: string;
  readonly lane: 0 | 1;
  readonly rule: LeafIndex;
  readonly at: Date;
}): readonly Follower[] {
  const { caseId, lane, rule, at } = grant;
  return [
    sql`insert into queue.priority_grant (index, case_id, lane, rule_index, at)
      values (${indexAt(0)}, ${caseId}, ${lane}, ${rule}, ${at})`,
    sql`update queue.ticket set lane = ${lane}, grant_index = ${indexAt(0)}
      where case_id = ${caseId} and state <> 'done'`,
  ];
}

/** Followers: counts the take that is the append's first leaf for the quota of its locked pool. */
export function countingTake({ pool, lane }: Ticket, at: Date): readonly Follower[] {
  if (lane === 2)
    return [
      sql`update queue.pool set normal_since = normal_since + 1 where id = ${pool.id} and normal_since is not null`,
    ];
  return [
    sql`update queue.pool set normal_since = 0 where id = ${pool.id} and exists (
      select from queue.ticket w where w.pool_id = ${pool.id} and w.state = 'waiting' and w.lane = 2)`,
    sql`insert into queue.priority_take (index, pool_id, lane, at) values (${indexAt(0)}, ${pool.id}, ${lane}, ${at})`,
  ];
}
