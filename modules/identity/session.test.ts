import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal, stoppedClock, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  actFor,
  checkPassword,
  demoSignIns,
  endRole,
  endSession,
  findOrganisationByCreditCode,
  officerOf,
  readSession,
  residentOf,
  revokeMandate,
  seedDemo,
  visitor,
  type OrganisationId,
} from './index.ts';
import { demoPeople } from './demo-people.ts';
import { demoSession } from './testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Lower than the default: every attempt costs a third of a second, on purpose. */
const LIMIT = 3;
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World & { config: { demo: boolean } };
const { password } = demoPeople();

before(async () => {
  database = await freshDatabase();
  world = { ...testWorld(database, clock), config: { demo: true } };
  await seedDemo(world);
  await world.db.insertInto('kernel.setting').values({ name: 'signIn.attemptsPerHour', value: LIMIT }).execute();
});
after(() => database.close());

const notFound = (error: unknown) => error instanceof Refusal && error.status === 404;
const signInNeeded = (error: unknown) => error instanceof Refusal && error.code === 'identity.sign-in-needed';

test('an ended session is dead at once, and only that one', async () => {
  const [ended, other] = [await demoSession(world, 'zhang-wei'), await demoSession(world, 'zhang-wei')];
  await endSession(world, ended);

  assert.deepEqual(await readSession(world, ended), visitor);
  assert.equal((await readSession(world, other)).kind, 'resident');
  assert.equal(await endSession(world, ended), undefined);
});

test('a session left alone for an hour is over; one in use lives twelve hours and no longer', async () => {
  const [idle, used] = [await demoSession(world, 'zhang-wei'), await demoSession(world, 'zhang-wei')];
  for (let at = 0; at < 12 * HOUR; at += 30 * MINUTE) {
    assert.equal((await readSession(world, used)).kind, 'resident');
    clock.advance(30 * MINUTE);
  }

  assert.deepEqual(await readSession(world, idle), visitor);
  assert.deepEqual(await readSession(world, used), visitor);
});

test('a made-up token is a visitor', async () => {
  assert.deepEqual(await readSession(world, undefined), visitor);
  assert.deepEqual(await readSession(world, 'x'.repeat(43)), visitor);
});

test('visitors are asked to sign in; residents and officers do not find each other’s pages', async () => {
  const resident = await readSession(world, await demoSession(world, 'zhang-wei'));
  const clerk = await readSession(world, await demoSession(world, 'clerk-gaj'));

  assert.throws(() => residentOf(visitor), signInNeeded);
  assert.throws(() => officerOf(visitor, 'clerk'), signInNeeded);
  assert.throws(() => officerOf(resident), notFound);
  assert.throws(() => residentOf(clerk), notFound);
  assert.throws(() => officerOf(clerk, 'approver'), notFound);
  assert.equal(officerOf(clerk, 'clerk', 'examiner').kind, 'officer');
});

test('a role that is taken away is gone from open sessions', async () => {
  const token = await demoSession(world, 'examiner-gjj');
  const officer = officerOf(await readSession(world, token), 'examiner');
  await endRole(world, officer.officer, 'examiner');

  const now = await readSession(world, token);
  assert.throws(() => officerOf(now, 'examiner'), notFound);
});

test('an agent acts for the company while the mandate stands, and nobody else does', async () => {
  const [company] = demoPeople().organisations;
  const organisation = await findOrganisationByCreditCode(world, company?.creditCode ?? '');
  const token = await demoSession(world, 'li-ming');
  const agent = residentOf(await readSession(world, token));
  const stranger = residentOf(await readSession(world, await demoSession(world, 'zhang-wei')));
  assert(organisation !== undefined);

  await assert.rejects(actFor(world, stranger, organisation), notFound);
  await assert.rejects(actFor(world, agent, '00000000-0000-4000-8000-000000000000' as OrganisationId), notFound);
  await actFor(world, agent, organisation);
  assert.equal(residentOf(await readSession(world, token)).organisation, organisation);

  await revokeMandate(world, { person: agent.person, organisation });
  assert.equal(residentOf(await readSession(world, token)).organisation, undefined);
});

test('a wrong password, an unknown login and a login that is locked by failures cannot be told apart', async () => {
  const attempt = (login: string) => checkPassword(world, { login, password: 'wrong', address: `of ${login}` });
  const answers = { known: [] as unknown[], unknown: [] as unknown[] };
  for (let n = 0; n <= LIMIT; n += 1) {
    answers.known.push(await attempt('mu-yulong'));
    answers.unknown.push(await attempt('nobody-at-all'));
  }

  assert.deepEqual(answers.known, answers.unknown);
  assert.deepEqual(answers.known[0], { problem: 'identity.wrong-credentials' });
  assert.deepEqual(answers.known[LIMIT], { problem: 'identity.too-many-attempts' });
  clock.advance(HOUR + MINUTE);
  const later = await checkPassword(world, { login: 'mu-yulong', password, address: 'of mu-yulong' });
  assert('credential' in later);
});

test('guesses sent all at once are limited like guesses in turn', async () => {
  const guesses = Array.from({ length: 8 }, (_, n) =>
    checkPassword(world, { login: 'he-xiuying', password: `guess ${n}`, address: `10.0.0.${n}` }),
  );
  const answers = await Promise.all(guesses);
  const looked = answers.filter((answer) => 'problem' in answer && answer.problem === 'identity.wrong-credentials');
  assert(looked.length <= LIMIT);
});

test('an address that guesses many logins is stopped; those who sign in from it do not count', async () => {
  const from = (login: string, word: string) => checkPassword(world, { login, password: word, address: '192.0.2.7' });
  for (let n = 0; n <= LIMIT; n += 1) assert('credential' in (await from('yang-amei', password)));
  for (let n = 0; n < LIMIT; n += 1) await from(`guess-${n}`, 'wrong');

  assert.deepEqual(await from('guess-last', 'wrong'), { problem: 'identity.too-many-attempts' });
});

test('outside demo mode no sample account is listed, signs in or stays signed in', async () => {
  const token = await demoSession(world, 'zhang-wei');
  const real = { ...world, config: { demo: false } };

  assert.deepEqual(await demoSignIns(real), []);
  assert.deepEqual(await checkPassword(real, { login: 'zhang-wei', password, address: '10.1.1.1' }), {
    problem: 'identity.wrong-credentials',
  });
  assert.deepEqual(await readSession(real, token), visitor);
});
