import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { creditCodeProblem, identityNumberProblem, Refusal, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  accessesOf,
  demoSignIns,
  findOrganisationByCreditCode,
  findPersonByIdentityNumber,
  findPersonByLogin,
  findPersonsByName,
  findPersonsByPhone,
  generalUnit,
  logAccess,
  organisationProfile,
  personProfile,
  readSession,
  seedDemo,
  upsertUnit,
  type OfficerId,
  type PersonId,
} from './index.ts';
import { demoPeople } from './demo-people.ts';
import { demoSession } from './testing.ts';

let database: TestDatabase;
let world: World & { config: { demo: boolean } };
const people = demoPeople();
const [resident] = people.residents;
assert(resident !== undefined);

before(async () => {
  database = await freshDatabase();
  world = { ...testWorld(database), config: { demo: true } };
  await seedDemo(world);
});
after(() => database.close());

const notFound = (error: unknown) => error instanceof Refusal && error.status === 404;

async function rowsOf(table: string): Promise<string> {
  const { rows } = await database.ownerPool.query<{ row: string }>(`select t::text as row from identity.${table} t`);
  return rows.map(({ row }) => row).join('\n');
}

test('a demo person is found by exact number, telephone and full name, and by nothing less', async () => {
  const person = await findPersonByIdentityNumber(world, resident.identityNumber.toLowerCase());
  assert(person !== undefined);

  assert.deepEqual(await findPersonsByPhone(world, '1400 0000 001'), [person]);
  assert.deepEqual(await findPersonsByName(world, resident.name), [person]);
  assert.equal(await findPersonByIdentityNumber(world, resident.identityNumber.slice(0, 17)), undefined);
  assert.deepEqual(await findPersonsByName(world, resident.name.slice(0, 1)), []);
});

test('a profile comes back as it was given', async () => {
  const person = await findPersonByLogin(world, resident.login);
  assert(person !== undefined);

  const { login: _, ...profile } = resident;
  assert.deepEqual(await personProfile(world, person), profile);
});

test('a person who does not exist is not found', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000' as PersonId;
  await assert.rejects(personProfile(world, nobody), notFound);
});

test('whoever steals the tables reads no name, number, telephone, address or login', async () => {
  const { rows } = await database.ownerPool.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'identity'`,
  );
  const dump = (await Promise.all(rows.map(({ table_name }) => rowsOf(table_name)))).join('\n');
  const [company] = people.organisations;
  assert(company !== undefined && dump.includes(company.creditCode), 'public facts are readable');

  const everybody = [...people.residents, ...people.agents, ...people.officers];
  const secrets = everybody.flatMap((one) => [one.name, one.identityNumber, one.phone, one.address]);
  secrets.push(...people.residents.map(({ login }) => login));
  for (const secret of [...secrets, company.representative]) {
    const hex = Buffer.from(secret).toString('hex');
    assert(!dump.includes(secret) && (hex.length < 10 || !dump.includes(hex)), `readable: ${secret}`);
  }
});

test('one row under the key of another person stays closed', async () => {
  const [one, other] = await Promise.all(
    people.residents.slice(1, 3).map(({ login }) => findPersonByLogin(world, login)),
  );
  await database.ownerPool.query(
    `update identity.person p set data_key = o.data_key, sealed = o.sealed from identity.person o
     where p.id = $1 and o.id = $2`,
    [one, other],
  );
  assert(one !== undefined);
  await assert.rejects(personProfile(world, one));
});

test('the demonstration has valid numbers, and seeding it again adds nobody', async () => {
  const before = await rowsOf('credential');
  await seedDemo(world);

  assert.equal(await rowsOf('credential'), before);
  assert.equal((await demoSignIns(world)).length, 28);
  for (const { identityNumber } of [...people.residents, ...people.agents, ...people.officers])
    assert.equal(identityNumberProblem(identityNumber), undefined);
  for (const { creditCode } of people.organisations) assert.equal(creditCodeProblem(creditCode), undefined);
  assert.equal(creditCodeProblem((await generalUnit(world.db)).uscc), undefined);
});

test('a company is found by its credit code, and its representative is known', async () => {
  const [company] = people.organisations;
  assert(company !== undefined);
  const id = await findOrganisationByCreditCode(world, company.creditCode);
  assert(id !== undefined);
  assert.equal((await organisationProfile(world, id)).representative, company.representative);
});

test('a unit keeps its id when its facts are corrected', async () => {
  const facts = { uscc: '006939756', name: 'A', shortName: 'A', region: '440800', sample: false };
  const first = await upsertUnit(world.db, facts);
  assert.equal(await upsertUnit(world.db, { ...facts, name: 'B' }), first);
});

test('the access log shows a person who looked, and the application can never change it', async () => {
  const person = await findPersonByLogin(world, resident.login);
  const officer = await officerNamed('clerk-gaj');
  assert(person !== undefined);
  await world.db
    .transaction()
    .execute((tx) => logAccess(tx, { officer, person, case: 'K1', purpose: 'desk.purpose', fields: ['phone'] }));

  const [access] = await accessesOf(world.db, person);
  assert.deepEqual([access?.purpose, access?.case, access?.fields], ['desk.purpose', 'K1', ['phone']]);
  for (const statement of ['update identity.access_log set purpose = $$x$$', 'delete from identity.access_log'])
    await assert.rejects(database.pool.query(statement), { code: '42501' });
  await assert.rejects(database.ownerPool.query('delete from identity.access_log'), /never changed/);
});

async function officerNamed(login: string): Promise<OfficerId> {
  const viewer = await readSession(world, await demoSession(world, login));
  assert(viewer.kind === 'officer');
  return viewer.officer;
}
