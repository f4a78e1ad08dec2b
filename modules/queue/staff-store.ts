import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Db, Tx } from '#kernel';
import { holdsRole, type OfficerId, type Role, type UnitId } from '#identity';
import type { LeafIndex } from '#ledger';
import type { PoolRef, Stage } from './order.ts';
import { mayWork } from './work-of.ts';

/** The condition that somebody works in the pool `p`: assigned, in office, and with the role for it. */
export const isStaffed: RawBuilder<SqlBool> = sql<SqlBool>`exists (
  select from queue.assignment a where a.pool_id = p.id and ${mayWork(sql.ref('a.officer_id'))})`;

/** The pools that an officer is assigned to and may work in at this moment, without a lock. */
export async function poolsOf(db: Db | Tx, officer: OfficerId): Promise<readonly PoolRef[]> {
  const { rows } = await sql<PoolRef>`
    select p.id, p.code, p.stage from queue.assignment a join queue.pool p on p.id = a.pool_id
    where a.officer_id = ${officer} and ${mayWork(sql`${officer}`)} order by p.id`.execute(db);
  return rows;
}

/**
 * The pool of a unit for a stage; where the unit has none, or nobody works in it, the fallback unit's, the general pool:
 * nobody waits where nobody comes. Where nobody works in either, their own.
 */
export async function findPool(
  db: Db | Tx,
  stage: Stage,
  { unit, fallback }: { readonly unit: UnitId; readonly fallback: UnitId },
): Promise<PoolRef | undefined> {
  return (await findPools(db, stage, { units: [unit], fallback })).get(unit);
}

/** The pools of these codes in which somebody works at this moment, by code. */
export async function staffedPools(db: Db | Tx, codes: readonly string[]): Promise<ReadonlyMap<string, PoolRef>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<PoolRef>`
    select p.id, p.code, p.stage from queue.pool p
    where p.code = any(${[...new Set(codes)]}::text[]) and p.discipline = 'fifo' and ${isStaffed}`.execute(db);
  return new Map(rows.map((pool) => [pool.code, pool]));
}

export async function staffedPool(db: Db | Tx, code: string): Promise<PoolRef | undefined> {
  return (await staffedPools(db, [code])).get(code);
}

/** `findPool` for many units at once. */
export async function findPools(
  db: Db | Tx,
  stage: Stage,
  { units, fallback }: { readonly units: readonly UnitId[]; readonly fallback: UnitId },
): Promise<ReadonlyMap<UnitId, PoolRef>> {
  const { rows } = await sql<PoolRef & { readonly unit: UnitId }>`
    select u.unit, p.* from unnest(${[...new Set(units)]}::uuid[]) as u (unit) cross join lateral (
      select p.id, p.code, p.stage from queue.pool p
      where p.stage = ${stage} and p.discipline = 'fifo' and p.unit_id in (u.unit, ${fallback})
      order by ${isStaffed} desc, p.unit_id = u.unit desc limit 1) p`.execute(db);
  return new Map(rows.map(({ unit, ...pool }) => [unit, pool]));
}

/** Who works in the pool of a task at this moment: assigned, in office, and with the role for it. */
export async function staffOf(db: Db | Tx, pool: PoolRef): Promise<readonly OfficerId[]> {
  const { rows } = await sql<{ id: OfficerId }>`
    select a.officer_id as id from queue.assignment a join queue.pool p on p.id = a.pool_id
    where p.id = ${pool.id} and ${mayWork(sql.ref('a.officer_id'))} order by a.officer_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** A task in somebody's hand, as the head of their unit sees it. */
export interface HeldTask {
  readonly caseId: string;
  readonly n: number;
  readonly pool: PoolRef;
  readonly unit: UnitId;
  readonly officer: OfficerId;
  readonly takenAt: Date;
  readonly touchedAt: Date;
  readonly takeIndex: LeafIndex;
}

/** What is in hand in the pools of the units for which an officer holds a role, whoever was taken first before the others. */
export async function heldUnder(
  db: Db | Tx,
  { officer, role, caseId }: { readonly officer: OfficerId; readonly role: Role; readonly caseId?: string },
): Promise<readonly HeldTask[]> {
  const { rows } = await sql<Omit<HeldTask, 'pool'> & PoolRef & { readonly pool_id: number }>`
    select t.case_id as "caseId", t.n, p.id, p.code, p.stage, p.unit_id as unit, t.taken_by as officer,
      t.taken_at as "takenAt", t.touched_at as "touchedAt", t.take_index as "takeIndex"
    from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.state = 'taken' and ${holdsRole({ officer: sql`${officer}`, role: sql`${role}`, unit: sql.ref('p.unit_id') })}
      and ${caseId === undefined ? sql`true` : sql`t.case_id = ${caseId}`}
    order by t.take_index`.execute(db);
  return rows.map(({ id, code, stage, ...task }) => ({ ...task, pool: { id, code, stage } }));
}

/** A task in hand that has to go back to its place. */
export interface Forsaken {
  readonly caseId: string;
  readonly n: number;
  readonly stage: Stage;
  readonly officer: OfficerId;
  /** Not touched for too long, or the officer may not do such work any more. */
  readonly reason: 'timeout' | 'absence';
}

/** Tasks in hand, of all cases or of one, that nobody has touched since `before` or whose officer's role has ended. */
export async function forsaken(
  db: Db | Tx,
  { before, caseId }: { readonly before: Date; readonly caseId?: string },
): Promise<readonly Forsaken[]> {
  const { rows } = await sql<Forsaken>`
    select t.case_id as "caseId", t.n, p.stage, t.taken_by as officer,
      case when ${mayWork(sql.ref('t.taken_by'))} then 'timeout' else 'absence' end as reason
    from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.state = 'taken' and (t.touched_at < ${before} or not ${mayWork(sql.ref('t.taken_by'))})
      and ${caseId === undefined ? sql`true` : sql`t.case_id = ${caseId}`}
    order by t.take_index`.execute(db);
  return rows;
}
