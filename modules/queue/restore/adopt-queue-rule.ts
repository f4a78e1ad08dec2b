import { sql } from 'kysely';
import type { QueueRuleLeaf } from '#audit';
import type { Tx } from '#kernel';
import { unitByUscc } from '#identity';
import type { LeafIndex } from '#ledger';
import type { Stage } from '../order.ts';
import { hashOf, poolRule, type Discipline } from '../queue-rule.ts';

/** No city plans more work a week for one queue. */
const MOST_PER_WEEK = 100_000;

/** @returns false where the queue's unit is not known here */
export async function adoptQueueRule(tx: Tx, index: LeafIndex, leaf: QueueRuleLeaf): Promise<boolean> {
  const text = textOf(leaf);
  const pool = (await poolId(tx, leaf.q)) ?? (await declared(tx, index, leaf));
  if (pool === undefined) return false;
  await sql`insert into queue.rule (index, pool_id, discipline, quota, text, declared_at, valid_from)
    values (${index}, ${pool}, ${leaf.discipline}, ${leaf.quota ?? null}, ${text?.text ?? ''}, to_timestamp(${leaf.ts}),
      to_timestamp(${leaf.from})) on conflict do nothing`.execute(tx);
  return true;
}

async function poolId(tx: Tx, code: string): Promise<number | undefined> {
  const row = await tx.selectFrom('queue.pool').select('id').where('code', '=', code).executeTakeFirst();
  return row?.id;
}

/** A queue that was first declared in what was lost. */
async function declared(tx: Tx, index: LeafIndex, leaf: QueueRuleLeaf): Promise<number | undefined> {
  const unit = await unitByUscc(tx, leaf.unit);
  if (unit === undefined) return undefined;
  const { rows } = await sql<{ id: number }>`
    insert into queue.pool (code, unit_id, stage, discipline, planned_per_week, declared_at, declared_index)
    values (${leaf.q}, ${unit.id}, ${leaf.stage}, ${leaf.discipline}, ${textOf(leaf)?.plannedPerWeek ?? 1}, to_timestamp(${leaf.ts}), ${index})
    returning id`.execute(tx);
  return rows[0]?.id;
}

/** The leaf has the hash of the rule's text alone; the one number that it does not tell is found by trying. */
function textOf(leaf: QueueRuleLeaf): { readonly text: string; readonly plannedPerWeek: number } | undefined {
  const { q: code, unit: unitCode, quota } = leaf;
  const [stage, discipline] = [leaf.stage as Stage, leaf.discipline as Discipline];
  for (let plannedPerWeek = 1; plannedPerWeek <= MOST_PER_WEEK; plannedPerWeek += 1) {
    const text = poolRule({ code, unitCode, stage, discipline, plannedPerWeek, quota });
    if (hashOf(text) === leaf.hash) return { text, plannedPerWeek };
  }
  return undefined;
}
