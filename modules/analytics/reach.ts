import { sql } from 'kysely';
import type { Db } from '#kernel';
import { holdsRole, type Officer, type UnitId } from '#identity';

/** Of some units, those over which an officer of the bureau or of supervision watches at this moment. */
export async function watchedUnits(
  db: Db,
  { officer }: Officer,
  units: readonly UnitId[],
): Promise<ReadonlySet<UnitId>> {
  const held = (['bureau', 'supervisor'] as const).map((role) =>
    holdsRole({ officer: sql`${officer}`, role: sql`${role}`, unit: sql.ref('u.id') }),
  );
  const { rows } = await sql<{ id: UnitId }>`
    select u.id from unnest(${[...new Set(units)]}::uuid[]) as u (id) where ${sql.join(held, sql` or `)}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
