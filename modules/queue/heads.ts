import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#kernel';
import { postsOf, type OfficerId } from '#identity';
import type { LeafIndex } from '#ledger';
import type { PoolRef, QueueHeads, Ticket } from './order.ts';
import { toTicket, type TicketRow } from './ticket-row.ts';

export interface Looker {
  readonly officer: OfficerId;
  readonly at: Date;
}

/**
 * Who is first in each pool among those that this officer is not barred from, with and without priority, by the rule in
 * force: two rows per pool, not the whole queue. Pools where nobody waits are left out.
 */
export async function heads(
  tx: Tx,
  pools: readonly PoolRef[],
  { officer, at }: Looker,
): Promise<readonly QueueHeads[]> {
  const first = (lanes: RawBuilder<unknown>) => sql`(select * from queue.ticket w
      where w.pool_id = p.id and w.state = 'waiting' and ${lanes} and not exists (
        select from queue.bar b
        where b.case_id = w.case_id and b.officer_id in ${postsOf(sql`${officer}`)} and (b.stage is null or b.stage = p.stage))
      order by w.lane, w.ref, w.n limit 1)`;
  const { rows } = await sql<TicketRow & { quota: number | null; normal_since: number | null }>`
    select p.id as pool_id, p.code, p.stage, p.normal_since, t.case_id, t.n, t.lane, t.ref, t.grant_index,
      (select r.quota from queue.rule r
       where r.pool_id = p.id and r.valid_from <= ${at} order by r.index desc limit 1) as quota
    from queue.pool p
    cross join lateral (${first(sql`w.lane < 2`)} union all ${first(sql`w.lane = 2`)}) t
    where p.id = any(${pools.map(({ id }) => id)})`.execute(tx);
  return [...Map.groupBy(rows, ({ pool_id }) => pool_id).values()].map((found) => {
    const priority = found.find(({ lane }) => lane !== 2);
    const normal = found.find(({ lane }) => lane === 2);
    const { quota = null, normal_since = null } = found[0] ?? {};
    return {
      ...(priority === undefined ? {} : { priority: toTicket(priority) }),
      ...(normal === undefined ? {} : { normal: toTicket(normal) }),
      ...(quota === null ? {} : { quota }),
      normalSince: normal_since ?? Number.POSITIVE_INFINITY,
    };
  });
}

/**
 * Of the tickets before this one in its pool, the acts that bar this officer from them: the `sk` of the take. Beyond the
 * quota those of lane 2 are passed over as well.
 */
export async function barsAhead(
  tx: Tx,
  ticket: Ticket,
  { officer, beyondQuota = false }: { readonly officer: OfficerId; readonly beyondQuota?: boolean },
): Promise<readonly LeafIndex[]> {
  const { rows } = await sql<{ index: bigint }>`
    select distinct on (w.case_id) b.index
    from queue.ticket w
    join queue.bar b on b.case_id = w.case_id and b.officer_id in ${postsOf(sql`${officer}`)}
      and (b.stage is null or b.stage = ${ticket.pool.stage})
    where w.pool_id = ${ticket.pool.id} and w.state = 'waiting'
      and ((w.lane, w.ref) < (${ticket.lane}::smallint, ${ticket.ref}::bigint) or (${beyondQuota} and w.lane = 2))
    order by w.case_id, b.index`.execute(tx);
  return rows.map(({ index }) => index).toSorted((one, other) => (one < other ? -1 : 1));
}
