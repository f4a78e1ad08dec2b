import { sql } from 'kysely';
import { civilDate, inTransaction, type World } from '#kernel';
import { addCredential, findPersonByLogin } from './credential.ts';
import { demoDepartments, demoPeople, type DemoOfficer, type DemoPeople, type DemoPerson } from './demo-people.ts';
import type { OfficerId, PersonId, UnitId } from './ids.ts';
import { grantMandate, mandatesOf } from './mandate.ts';
import { appointOfficer, grantRole } from './officer.ts';
import { findOrganisationByCreditCode, registerOrganisation } from './organisation.ts';
import { hashPassword } from './password.ts';
import { registerPerson } from './person.ts';
import { unitByUscc, upsertUnit } from './units.ts';

/**
 * Brings in the demonstration's people, their units, company, roles and mandates, all marked as samples. Seeded again,
 * only what is missing is added.
 */
export async function seedDemo(world: World): Promise<void> {
  const people = demoPeople();
  // One hash for all: the password is public, and one for each would cost seconds of every first start.
  let hash: Promise<string> | undefined;
  const passwordHash = () => (hash ??= hashPassword(people.password));

  await inTransaction(world.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('identity.seed'))`.execute(tx);
    const seeding: Seeding = { world: { ...world, db: tx, config: { demo: true } }, people, passwordHash };
    await seedUnits(seeding);
    for (const person of [...people.residents, ...people.agents]) await seedResident(seeding, person);
    for (const [place, officer] of people.officers.entries()) await seedOfficer(seeding, officer, place);
    for (const organisation of people.organisations) await seedOrganisation(seeding, organisation);
  });
}

interface Seeding {
  readonly world: World & { readonly config: { readonly demo: true } };
  readonly people: DemoPeople;
  readonly passwordHash: () => Promise<string>;
}

async function seedUnits({ world, people }: Seeding): Promise<void> {
  await upsertUnit(world.db, { ...people.generalUnit, sample: true, general: true });
  for (const { uscc, name, shortName } of demoDepartments(people))
    await upsertUnit(world.db, { uscc, name, shortName, region: people.region, sample: true });
}

async function seedResident({ world, passwordHash }: Seeding, demo: DemoPerson): Promise<void> {
  if ((await findPersonByLogin(world, demo.login)) !== undefined) return;
  const person = await register(world, demo);
  await addCredential(world, { person, login: demo.login, passwordHash: await passwordHash(), sample: true });
}

/** Appointed in the order of the seed, which lists of officers then have, too. */
async function seedOfficer({ world, people, passwordHash }: Seeding, demo: DemoOfficer, place: number): Promise<void> {
  if ((await findPersonByLogin(world, demo.login)) !== undefined) return;
  const unit = await unitOf(world, demo.unit);
  const person = await register(world, demo);
  const at = new Date(world.clock.now().getTime() - people.officers.length + place);
  const officer: OfficerId = await appointOfficer(world, { person, unit, at });
  await grantRole(world, officer, { role: demo.role, unit, region: people.region });
  await addCredential(world, { person, officer, login: demo.login, passwordHash: await passwordHash(), sample: true });
}

async function seedOrganisation({ world }: Seeding, demo: DemoPeople['organisations'][number]): Promise<void> {
  const { agent, ...profile } = demo;
  const organisation =
    (await findOrganisationByCreditCode(world, profile.creditCode)) ??
    (await registerOrganisation(world, profile, { sample: true }));
  const person = await findPersonByLogin(world, agent);
  if (person === undefined || (await mandatesOf(world, person)).length > 0) return;
  await grantMandate(world, { person, organisation, from: civilDate(world.clock.now()) });
}

async function register(world: World, { name, identityNumber, phone, regionCode, address }: DemoPerson) {
  const profile = { name, identityNumber, phone, regionCode, address };
  const person: PersonId = await registerPerson(world, profile, { sample: true });
  return person;
}

async function unitOf(world: World, uscc: string): Promise<UnitId> {
  const unit = await unitByUscc(world.db, uscc);
  if (unit === undefined) throw new Error(`The demonstration has no unit ${uscc}.`);
  return unit.id;
}
