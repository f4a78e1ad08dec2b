import { sql } from 'kysely';
import type { Db } from '#kernel';
import type { OfficerId } from '#identity';
import type { Stage } from './order.ts';

/** An open task in a queue: whose it is, nobody is told. */
export interface OpenTicket {
  readonly pool: string;
  readonly stage: Stage;
  readonly caseId: string;
  readonly n: number;
}

/** The open tasks of the queues of an officer, those that have been there longest first. */
export async function openTicketsOf(
  db: Db,
  { officer, most }: { readonly officer: OfficerId; readonly most: number },
): Promise<readonly OpenTicket[]> {
  const { rows } = await sql<{ code: string; stage: Stage; case_id: string; n: number }>`
    select p.code, p.stage, t.case_id, t.n
    from queue.assignment a
    join queue.pool p on p.id = a.pool_id
    cross join lateral (select o.case_id, o.n, o.entered_at from queue.ticket o
      where o.pool_id = p.id and o.state in ('waiting', 'held', 'taken') order by o.entered_at limit ${most}) t
    where a.officer_id = ${officer} order by t.entered_at limit ${most}`.execute(db);
  return rows.map(({ code, stage, case_id: caseId, n }) => ({ pool: code, stage, caseId, n }));
}
