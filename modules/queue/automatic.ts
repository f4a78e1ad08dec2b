import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { UnitId } from '#identity';
import type { PoolRef, Stage } from './order.ts';
import { toPool, type PoolRow } from './ticket-row.ts';

/**
 * The queue of a unit in which the platform itself does such work; where it has none, the fallback unit's. Undefined:
 * none was declared, so people do it.
 */
export async function findAutomaticPool(
  db: Db | Tx,
  stage: Stage,
  { unit, fallback }: { readonly unit: UnitId; readonly fallback: UnitId },
): Promise<PoolRef | undefined> {
  const { rows } = await sql<PoolRow>`
    select id, code, stage from queue.pool
    where discipline = 'automatic' and stage = ${stage} and unit_id in (${unit}, ${fallback})
    order by unit_id = ${unit} desc limit 1`.execute(db);
  return rows[0] && toPool(rows[0]);
}

/** A task that waits for the platform. */
export interface AutomaticTask {
  readonly caseId: string;
  readonly n: number;
  readonly stage: Stage;
}

/**
 * The next task of every queue of the platform that is not paused, in the order of their places; those that were tried
 * in vain are passed over until somebody has looked at them.
 */
export async function automaticHeads(db: Db, tried: readonly string[]): Promise<readonly AutomaticTask[]> {
  const { rows } = await sql<AutomaticTask>`
    select t.case_id as "caseId", t.n, p.stage from queue.pool p cross join lateral (
      select case_id, n, ref from queue.ticket
      where pool_id = p.id and state = 'waiting' and case_id <> all(${tried}::uuid[])
      order by lane, ref, n limit 1) t
    where p.discipline = 'automatic' and p.paused_index is null order by t.ref`.execute(db);
  return rows;
}

/** Numbers of the tasks of a case that stand, or will be put, into queues of the platform. */
export async function automaticTasks(
  db: Db | Tx,
  caseId: string,
  entering: readonly { readonly n: number; readonly q: string }[] = [],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ n: number }>`
    select t.n from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.case_id = ${caseId} and p.discipline = 'automatic'
    union select e.n::smallint from jsonb_to_recordset(${JSON.stringify(entering)}::jsonb) as e (n integer, q text)
    join queue.pool p on p.code = e.q where p.discipline = 'automatic'`.execute(db);
  return new Set(rows.map(({ n }) => n));
}
