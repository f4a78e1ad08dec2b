import { sql } from 'kysely';
import type { World } from '#kernel';
import { holdsRole, type Officer } from '#identity';
import type { Stage } from './order.ts';

/** A queue that the bureau may pause or give a quota. */
export interface RuledQueue {
  readonly code: string;
  readonly unit: string;
  readonly stage: Stage;
  readonly waiting: number;
  readonly paused?: { readonly since: Date; readonly reason: string };
  /** Of the rule in force. */
  readonly quota?: number;
  /** What was declared last and is not in force yet. */
  readonly announced?: { readonly quota?: number; readonly from: Date };
}

/** The queues that an officer of the bureau rules over. */
export async function ruledQueues({ db, clock }: World, { officer }: Officer): Promise<readonly RuledQueue[]> {
  const now = clock.now();
  const role = holdsRole({ officer: sql`${officer}`, role: sql`'bureau'`, unit: sql.ref('p.unit_id') });
  const { rows } = await sql<RuledRow>`
    select p.code, p.stage, u.short_name as unit, s.at as since, s.reason, r.quota, n.quota as next_quota, n.valid_from,
      (select count(*)::int from queue.ticket t where t.pool_id = p.id and t.state = 'waiting') as waiting
    from queue.pool p
    join identity.unit u on u.id = p.unit_id
    left join queue.service s on s.index = p.paused_index
    left join lateral (select quota, index from queue.rule
      where pool_id = p.id and valid_from <= ${now} order by index desc limit 1) r on true
    left join lateral (select quota, valid_from from queue.rule
      where pool_id = p.id and valid_from > ${now} and index > r.index order by index desc limit 1) n on true
    where ${role} order by p.id`.execute(db);
  return rows.map((row) => ({
    code: row.code,
    unit: row.unit,
    stage: row.stage as Stage,
    waiting: row.waiting,
    ...(row.since === null ? {} : { paused: { since: row.since, reason: row.reason ?? '' } }),
    ...(row.quota === null ? {} : { quota: row.quota }),
    ...(row.valid_from === null
      ? {}
      : { announced: { from: row.valid_from, ...(row.next_quota === null ? {} : { quota: row.next_quota }) } }),
  }));
}

interface RuledRow {
  readonly code: string;
  readonly stage: string;
  readonly unit: string;
  readonly since: Date | null;
  readonly reason: string | null;
  readonly quota: number | null;
  readonly next_quota: number | null;
  readonly valid_from: Date | null;
  readonly waiting: number;
}
