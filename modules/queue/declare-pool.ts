import { sql } from 'kysely';
import { inTransaction, Refusal, setting, type Tx, type World } from '#kernel';
import { append, indexAt } from '#ledger';
import { declaring, queueRuleLeaf, type Discipline, type QueueTerms } from './queue-rule.ts';
import type { UnitId } from '#identity';

export interface PoolDeclaration extends Omit<QueueTerms, 'quota' | 'discipline'> {
  readonly unit: UnitId;
  /** People, unless told otherwise. */
  readonly discipline?: Discipline;
}

/**
 * Declares a queue, in the ledger first of all. A pool that expects too little work is refused: choosing a rare queue
 * would be choosing a case, and its tickets would name persons. Declared again, nothing happens.
 * @throws Refusal queue.too-rare
 */
export async function declarePool({ db, clock }: World, declared: PoolDeclaration): Promise<void> {
  const declaration = { discipline: 'fifo' as const, ...declared };
  const least = await setting(db, 'queue.leastPerWeek');
  if (declaration.plannedPerWeek < least) throw new Refusal('queue.too-rare', { values: { least } });

  await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('queue.declare'))`.execute(tx);
    const known = await tx
      .selectFrom('queue.pool')
      .select('id')
      .where('code', '=', declaration.code)
      .executeTakeFirst();
    if (known !== undefined) return;

    const now = clock.now();
    const pool = await nextPoolId(tx);
    const insert = sql`insert into queue.pool (id, code, unit_id, stage, discipline, planned_per_week, declared_at,
        declared_index)
      overriding system value values (${pool}, ${declaration.code}, ${declaration.unit}, ${declaration.stage},
        ${declaration.discipline}, ${declaration.plannedPerWeek}, ${now}, ${indexAt(0)})`;
    // A queue's first declaration is in force at once.
    const from = Math.floor(now.getTime() / 1000);
    await append(tx, now, {
      leaves: [queueRuleLeaf(declaration, from)],
      followers: [insert, declaring({ pool, declaration, now, from })],
    });
  });
}

async function nextPoolId(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('queue.pool', 'id'))::integer as id`.execute(tx);
  return rows[0]?.id ?? 0;
}
