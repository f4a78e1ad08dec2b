import { sql } from 'kysely';
import type { PublicLeaf, Standings } from '#audit';
import type { Tx } from '#kernel';
import type { LeafIndex } from '#ledger';
import { adoptGround } from './adopt-ground.ts';
import { adoptQueueRule } from './adopt-queue-rule.ts';
import { continueNumbers } from './continue-numbers.ts';

/** A leaf that came back from a mirror. */
export interface RestoredLeaf {
  readonly index: LeafIndex;
  readonly leaf: PublicLeaf;
}

/**
 * After leaves came back from a mirror the queues follow them: numbers, rules, pauses, grounds of priority and what the
 * quota counts. Else the next take would be lawful here and a jump for everybody else.
 * @param standings what the whole log says
 * @returns queues that the ledger declares for units that are not known here, with the units' codes: nothing may be
 * committed before people have added them, since a queue that is declared anew would break rules M2 and M7
 */
export async function adoptQueueLeaves(
  tx: Tx,
  restored: readonly RestoredLeaf[],
  standings: Standings,
): Promise<readonly string[]> {
  const strange = new Set<string>();
  for (const { index, leaf } of restored) {
    if (leaf.k === 'rule' && 'q' in leaf) {
      if (!(await adoptQueueRule(tx, index, leaf))) strange.add(`${leaf.q} (${leaf.unit})`);
    } else if (leaf.k === 'rule') await adoptGround(tx, index, leaf);
    else if (leaf.k === 'open' || leaf.k === 'pause') await adoptService(tx, index, leaf);
    else if (leaf.k === 'take' && leaf.ex !== undefined) await adoptPriorityTake(tx, index, { ...leaf, ex: leaf.ex });
  }
  const given = restored.flatMap(({ leaf }) => ('qn' in leaf ? [{ q: leaf.q, qn: BigInt(leaf.qn) }] : []));
  await continueNumbers(tx, given);
  await adoptStandings(tx, standings);
  return [...strange];
}

interface Service {
  readonly k: 'open' | 'pause';
  readonly q: string;
  readonly reason: string;
  readonly ts: number;
}

async function adoptService(tx: Tx, index: LeafIndex, { k, q, reason, ts }: Service): Promise<void> {
  await sql`insert into queue.service (index, pool_id, kind, reason, at)
    select ${index}, id, ${k}, ${reason}, to_timestamp(${ts}) from queue.pool where code = ${q}
    on conflict do nothing`.execute(tx);
}

interface PriorityTake {
  readonly q: string;
  readonly ts: number;
  readonly ex: number;
}

async function adoptPriorityTake(tx: Tx, index: LeafIndex, { q, ts, ex }: PriorityTake): Promise<void> {
  await sql`insert into queue.priority_take (index, pool_id, lane, at)
    select ${index}, p.id, (convert_from(g.bytes, 'UTF8')::jsonb ->> 'lane')::smallint, to_timestamp(${ts})
    from queue.pool p, ledger.leaf g where p.code = ${q} and g.index = ${ex} and g.kind = 'grant'
    on conflict do nothing`.execute(tx);
}

async function adoptStandings(tx: Tx, standings: Standings): Promise<void> {
  const pools = await tx.selectFrom('queue.pool').select(['id', 'code']).execute();
  for (const { id, code } of pools) {
    const queue = standings.ofQueue(code);
    if (queue === undefined) continue;
    const since = Number.isFinite(queue.since) ? queue.since : null;
    const paused = queue.paused === undefined ? null : BigInt(queue.paused);
    await sql`update queue.pool set normal_since = ${since}, paused_index = ${paused} where id = ${id}`.execute(tx);
  }
}
