import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  actFor,
  endSession,
  findOrganisationByCreditCode,
  forgetInput,
  keepInput,
  keptInput,
  readSession,
  residentOf,
  seedDemo,
  startSession,
  sweepSignIns,
  type CredentialId,
  type KeptAt,
  type SessionId,
} from './index.ts';
import { demoSession } from './testing.ts';

const HOUR = 3_600_000;
const PAGE = '/cases/LJ261122000001K';
const SECRET = '我的身份证号是 530702199001011234';
const typed: KeptAt = { path: PAGE, why: 'signed-out', action: '?/withdraw', fields: { reason: SECRET } };
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World & { config: { demo: boolean } };

before(async () => {
  database = await freshDatabase();
  world = { ...testWorld(database, clock), config: { demo: true } };
  await seedDemo(world);
});
after(() => database.close());

async function sessionOf(token: string): Promise<SessionId> {
  const viewer = await readSession(world, token);
  assert.ok(viewer.kind !== 'visitor');
  return viewer.session;
}

async function signIn(login: string): Promise<SessionId> {
  return sessionOf(await demoSession(world, login));
}

test('what was typed into a session that had run out is there for the same person, and for nobody else', async () => {
  const old = await demoSession(world, 'zhang-wei');
  clock.advance(13 * HOUR);
  assert.equal((await readSession(world, old)).kind, 'visitor');
  assert.equal(await keepInput(world, { token: old }, typed), true);

  const again = await signIn('zhang-wei');
  const { path: _, ...kept } = typed;
  assert.deepEqual(await keptInput(world, again, PAGE), kept);
  assert.equal(await keptInput(world, again, '/cases/LJ261122000002H'), undefined);
  for (const other of ['he-xiuying', 'li-ming', 'clerk-gaj', 'bureau'])
    assert.equal(await keptInput(world, await signIn(other), PAGE), undefined);
});

test('who signed out on purpose is known by the token too; a token of nobody keeps nothing', async () => {
  const token = await demoSession(world, 'he-xiuying');
  await endSession(world, token);

  assert.equal(await keepInput(world, { token }, typed), true);
  assert.ok(await keptInput(world, await signIn('he-xiuying'), PAGE));
  assert.equal(await keepInput(world, { token: 'x'.repeat(43) }, typed), false);
});

test('nothing of it can be read in the table', async () => {
  await keepInput(world, { session: await signIn('zhang-wei') }, typed);

  const rows = await world.db.selectFrom('identity.kept_input').selectAll().execute();
  const bytes = Buffer.concat(rows.flatMap(({ sealed, place }) => [sealed, place])).toString('latin1');
  for (const clear of ['LJ2611', 'withdraw', Buffer.from(SECRET).toString('latin1')])
    assert.ok(!bytes.includes(clear), clear);
});

test('a later attempt replaces it, taking it ends it, and after a day it is gone', async () => {
  const session = await signIn('zhang-wei');
  await keepInput(world, { session }, typed);
  await keepInput(world, { session }, { ...typed, fields: { reason: '搬家了' } });
  assert.deepEqual((await keptInput(world, session, PAGE))?.fields, { reason: '搬家了' });

  await forgetInput(world, session, PAGE);
  assert.equal(await keptInput(world, session, PAGE), undefined);

  await keepInput(world, { session }, typed);
  clock.advance(25 * HOUR);
  assert.equal(await keptInput(world, session, PAGE), undefined);
  await sweepSignIns(world);
  assert.deepEqual(await world.db.selectFrom('identity.kept_input').select('place').execute(), []);
});

test('it is no store: not too much at once, and of the newest pages only', async () => {
  const session = await signIn('yang-amei');
  assert.equal(await keepInput(world, { session }, { ...typed, fields: { reason: 'x'.repeat(200_000) } }), false);

  for (let page = 0; page < 30; page += 1) {
    clock.advance(1000);
    await keepInput(world, { session }, { ...typed, path: `/cases/${page}` });
  }
  assert.equal(await keptInput(world, session, '/cases/9'), undefined);
  assert.ok(await keptInput(world, session, '/cases/10'));
  assert.ok(await keptInput(world, session, '/cases/29'));
});

test('whose session ran out while they acted for a company goes on for that company', async () => {
  const old = await demoSession(world, 'li-ming');
  const agent = residentOf(await readSession(world, old));
  const company = await findOrganisationByCreditCode(world, '91530702DEMA002676');
  await actFor(world, agent, company);
  const { credential_id: credential } = await world.db
    .selectFrom('identity.session')
    .select('credential_id')
    .where('id', '=', agent.session)
    .executeTakeFirstOrThrow();
  clock.advance(13 * HOUR);

  const { token } = await startSession(world, { credential: credential as CredentialId, following: old });
  assert.equal(residentOf(await readSession(world, token)).organisation, company);

  const other = await demoSession(world, 'zhang-wei');
  const { credential_id: others } = await world.db
    .selectFrom('identity.session')
    .select('credential_id')
    .where('id', '=', await sessionOf(other))
    .executeTakeFirstOrThrow();
  const taken = await startSession(world, { credential: others as CredentialId, following: old });
  assert.equal(residentOf(await readSession(world, taken.token)).organisation, undefined);
});
