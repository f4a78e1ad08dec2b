import { sql } from 'kysely';
import type { PriorityRuleLeaf } from '#audit';
import type { Tx } from '#kernel';
import type { LeafIndex } from '#ledger';

/** A ground of priority, or its end. What it was called is lost: its public code and its basis stand in for that. */
export async function adoptGround(tx: Tx, index: LeafIndex, leaf: PriorityRuleLeaf): Promise<void> {
  const { ground, lane, basis, ts, from, until } = leaf;
  if (until === undefined)
    await sql`insert into queue.priority_rule (index, ground, lane, title, basis, text, declared_at, valid_from)
      values (${index}, ${ground}, ${lane}, ${ground}, ${basis}, '', to_timestamp(${ts}), to_timestamp(${from}))
      on conflict do nothing`.execute(tx);
  else
    await sql`insert into queue.priority_rule_end (rule_index, index, until, declared_at)
      select r.index, ${index}, to_timestamp(${until}), to_timestamp(${ts}) from queue.priority_rule r
      where r.ground = ${ground} and r.lane = ${lane} and r.basis = ${basis} and r.valid_from = to_timestamp(${from})
        and not exists (select from queue.priority_rule_end e where e.rule_index = r.index)
      order by r.index limit 1 on conflict do nothing`.execute(tx);
}
