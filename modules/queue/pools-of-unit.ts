import type { Db } from '#kernel';
import type { Role, UnitId } from '#identity';
import type { Stage } from './order.ts';
import { roleFor } from './work-of.ts';

/** Every kind of work that has queues. */
export const stages: readonly Stage[] = ['acceptance', 'examination', 'decision', 'delivery'];

/** Codes of a unit's queues in which this role works. */
export async function poolsOfUnit(db: Db, unit: UnitId, role: Role): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('queue.pool')
    .select('code')
    .where('unit_id', '=', unit)
    .where('discipline', '=', 'fifo')
    .where('stage', 'in', [...stages.filter((stage) => roleFor[stage] === role), ''])
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}
