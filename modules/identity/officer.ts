import { notFound, type Db, type Tx, type World } from '#kernel';
import type { OfficerId, PersonId, UnitId } from './ids.ts';
import { personProfile } from './person.ts';
import type { Role, RoleGrant } from './viewer.ts';

/** Puts a person into the service of a unit, from now on unless told otherwise. */
export async function appointOfficer(
  { db, clock }: World,
  { person, unit, at }: { readonly person: PersonId; readonly unit: UnitId; readonly at?: Date },
): Promise<OfficerId> {
  const { id } = await db
    .insertInto('identity.officer')
    .values({ person_id: person, unit_id: unit, appointed_at: at ?? clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as OfficerId;
}

/** Gives an officer a role; given again, nothing happens. */
export async function grantRole({ db, clock }: World, officer: OfficerId, grant: RoleGrant): Promise<void> {
  await db
    .insertInto('identity.role_grant')
    .values({
      officer_id: officer,
      role: grant.role,
      unit_id: grant.unit,
      region: grant.region,
      granted_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes a role away, in open sessions too. */
export async function endRole({ db, clock }: World, officer: OfficerId, role: Role): Promise<void> {
  await db
    .updateTable('identity.role_grant')
    .set({ ended_at: clock.now() })
    .where('officer_id', '=', officer)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .execute();
}

/**
 * An officer's post, also of one who has left.
 * @throws Refusal kernel.not-found
 */
export async function officerById(
  db: Db | Tx,
  id: OfficerId,
): Promise<{ readonly person: PersonId; readonly unit: UnitId; readonly leftAt?: Date }> {
  const row = await db
    .selectFrom('identity.officer')
    .select(['person_id', 'unit_id', 'left_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return {
    person: row.person_id as PersonId,
    unit: row.unit_id as UnitId,
    ...(row.left_at === null ? {} : { leftAt: row.left_at }),
  };
}

export interface OfficerProfile {
  readonly name: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly unitShortName: string;
}

/**
 * An officer's name and unit, which acts in office show to the persons concerned.
 * @throws Refusal kernel.not-found
 */
export async function officerProfile(world: World, id: OfficerId): Promise<OfficerProfile> {
  const row = await world.db
    .selectFrom('identity.officer as o')
    .innerJoin('identity.unit as u', 'u.id', 'o.unit_id')
    .select(['o.person_id', 'o.unit_id', 'u.name', 'u.short_name'])
    .where('o.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const { name } = await personProfile(world, row.person_id as PersonId);
  return { name, unit: row.unit_id as UnitId, unitName: row.name, unitShortName: row.short_name };
}
