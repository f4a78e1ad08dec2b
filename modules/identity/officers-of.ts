import type { Db, Tx } from '#kernel';
import type { OfficerId, UnitId } from './ids.ts';
import type { Role } from './viewer.ts';

/** The officers of a unit who hold a role now, whoever was appointed first before the others. */
export async function officersOf(db: Db | Tx, unit: UnitId, role: Role): Promise<readonly OfficerId[]> {
  const rows = await db
    .selectFrom('identity.officer as o')
    .innerJoin('identity.role_grant as g', 'g.officer_id', 'o.id')
    .select('o.id')
    .where('o.unit_id', '=', unit)
    .where('o.left_at', 'is', null)
    .where('g.role', '=', role)
    .where('g.ended_at', 'is', null)
    .orderBy('o.appointed_at')
    .orderBy('o.id')
    .execute();
  return rows.map(({ id }) => id as OfficerId);
}

/** Everybody who ever held office, with the unit: to tell by whose pseudonym an act was made. */
export async function everyOfficer(
  db: Db | Tx,
): Promise<readonly { readonly officer: OfficerId; readonly unit: UnitId }[]> {
  const rows = await db.selectFrom('identity.officer').select(['id', 'unit_id']).execute();
  return rows.map(({ id, unit_id }) => ({ officer: id as OfficerId, unit: unit_id as UnitId }));
}
