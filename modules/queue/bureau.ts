import { sql } from 'kysely';
import { notFound, type Tx } from '#kernel';
import { holdsRole, type Officer } from '#identity';
import type { Discipline, QueueTerms } from './queue-rule.ts';
import type { Stage } from './order.ts';

export interface RuledPool extends QueueTerms {
  readonly id: number;
  readonly pausedIndex: bigint | null;
}

/**
 * Locks a queue that the bureau's officer may rule over, with the terms that were declared of it last.
 * @throws Refusal kernel.not-found, the same for a queue that is not there and for somebody who has no say in it.
 */
export async function lockRuled(tx: Tx, officer: Officer, code: string): Promise<RuledPool> {
  const role = holdsRole({ officer: sql`${officer.officer}`, role: sql`'bureau'`, unit: sql.ref('p.unit_id') });
  await sql`select from queue.pool p where p.code = ${code} and ${role} for update of p`.execute(tx);
  const { rows } = await sql<RuledRow>`
    select p.id, p.code, p.stage, p.discipline, p.planned_per_week, p.paused_index, u.uscc,
      (select r.quota from queue.rule r where r.pool_id = p.id order by r.index desc limit 1) as quota
    from queue.pool p join identity.unit u on u.id = p.unit_id
    where p.code = ${code} and ${role}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw notFound();
  return {
    id: row.id,
    code: row.code,
    unitCode: row.uscc,
    stage: row.stage as Stage,
    discipline: row.discipline as Discipline,
    plannedPerWeek: row.planned_per_week,
    pausedIndex: row.paused_index,
    ...(row.quota === null ? {} : { quota: row.quota }),
  };
}

interface RuledRow {
  readonly id: number;
  readonly code: string;
  readonly stage: string;
  readonly discipline: string;
  readonly planned_per_week: number;
  readonly paused_index: bigint | null;
  readonly uscc: string;
  readonly quota: number | null;
}
