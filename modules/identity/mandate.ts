import { civilDate, notFound, type World } from '#kernel';
import type { OrganisationId, PersonId } from './ids.ts';
import type { Resident } from './viewer.ts';

export interface Mandate {
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  /** First and last day, both included; without a last day it stands until revoked. */
  readonly from: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
}

/** Lets a person act for an organisation. */
export async function grantMandate({ db, clock }: World, mandate: Mandate): Promise<void> {
  await db
    .insertInto('identity.mandate')
    .values({
      person_id: mandate.person,
      organisation_id: mandate.organisation,
      starts_on: mandate.from.toString(),
      ends_on: mandate.until?.toString() ?? null,
      granted_at: clock.now(),
    })
    .execute();
}

/** Ends a mandate at once, in open sessions too. */
export async function revokeMandate(
  { db, clock }: World,
  { person, organisation }: Pick<Mandate, 'person' | 'organisation'>,
): Promise<void> {
  await db
    .updateTable('identity.mandate')
    .set({ revoked_at: clock.now() })
    .where('person_id', '=', person)
    .where('organisation_id', '=', organisation)
    .where('revoked_at', 'is', null)
    .execute();
}

/** The organisations a person may act for today, by name. */
export async function mandatesOf(
  world: World,
  person: PersonId,
): Promise<readonly { organisation: OrganisationId; name: string; creditCode: string }[]> {
  const rows = await inForce(world, person)
    .innerJoin('identity.organisation as o', 'o.id', 'm.organisation_id')
    .select(['o.id', 'o.name', 'o.credit_code'])
    .orderBy('o.name')
    .execute();
  return rows.map((row) => ({ organisation: row.id as OrganisationId, name: row.name, creditCode: row.credit_code }));
}

/**
 * From now on this session acts for the organisation, or for the person alone.
 * @throws Refusal kernel.not-found without a mandate in force, as for an organisation that does not exist.
 */
export async function actFor(world: World, viewer: Resident, organisation?: OrganisationId): Promise<void> {
  if (organisation !== undefined) {
    const mandate = await inForce(world, viewer.person)
      .select('m.id')
      .where('m.organisation_id', '=', organisation)
      .executeTakeFirst();
    if (mandate === undefined) throw notFound();
  }
  await world.db
    .updateTable('identity.session')
    .set({ organisation_id: organisation ?? null })
    .where('id', '=', viewer.session)
    .where('ended_at', 'is', null)
    .execute();
}

function inForce({ db, clock }: World, person: PersonId) {
  const today = civilDate(clock.now()).toString();
  return db
    .selectFrom('identity.mandate as m')
    .where('m.person_id', '=', person)
    .where('m.revoked_at', 'is', null)
    .where('m.starts_on', '<=', today)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', today)]));
}
