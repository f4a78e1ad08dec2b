import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import { holdsRole, type Officer, type Role, type UnitId } from '#identity';

interface Reach {
  readonly roles: readonly Role[];
  readonly unit: UnitId;
}

/** Whether an officer holds one of these roles over a unit at this moment, whatever the session was told. */
export async function reaches(db: Db | Tx, { officer }: Officer, { roles, unit }: Reach): Promise<boolean> {
  const each = roles.map((role) => holdsRole({ officer: sql`${officer}`, role: sql`${role}`, unit: sql`${unit}` }));
  const { rows } = await sql<{ yes: boolean }>`select (${sql.join(each, sql` or `)}) as yes`.execute(db);
  return rows[0]?.yes === true;
}
