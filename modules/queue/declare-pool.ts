import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { inTransaction, Refusal, setting, type World } from '#kernel';
import type { UnitId } from '#identity';
import { append, indexAt } from '#ledger';
import type { Stage } from './order.ts';

export interface PoolDeclaration {
  /** Public, in the ledger and in addresses. */
  readonly code: string;
  readonly unit: UnitId;
  /** Public code of the unit: its unified social credit code. */
  readonly unitCode: string;
  readonly stage: Stage;
  readonly plannedPerWeek: number;
}

/**
 * Declares a queue, in the ledger first of all. A pool that expects too little work is refused: choosing a rare queue
 * would be choosing a case, and its tickets would name persons. Declared again, nothing happens.
 * @throws Refusal queue.too-rare
 */
export async function declarePool({ db, clock }: World, declaration: PoolDeclaration): Promise<void> {
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
    const insert = sql`insert into queue.pool (code, unit_id, stage, planned_per_week, declared_at, declared_index)
      values (${declaration.code}, ${declaration.unit}, ${declaration.stage}, ${declaration.plannedPerWeek}, ${now},
        ${indexAt(0)})`;
    await append(tx, now, { leaves: [rule(declaration, now)], followers: [insert] });
  });
}

/** What everybody is told about a queue; a queue's first declaration is in force at once. */
export function poolRule({ code, unitCode, stage, plannedPerWeek }: PoolDeclaration): string {
  return `queue=${code};unit=${unitCode};stage=${stage};discipline=fifo;order=ref;plannedPerWeek=${plannedPerWeek}`;
}

function rule(declaration: PoolDeclaration, now: Date) {
  return {
    k: 'rule' as const,
    hash: createHash('sha256').update(poolRule(declaration)).digest('base64'),
    q: declaration.code,
    unit: declaration.unitCode,
    stage: declaration.stage,
    discipline: 'fifo',
    from: Math.floor(now.getTime() / 1000),
  };
}
