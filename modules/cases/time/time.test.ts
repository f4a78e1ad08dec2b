import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { inTransaction, stoppedClock, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { readLeaves } from '#ledger';
import { accept, caseView, requestSupplement, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { findCase } from '../case-store.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';
import { deemAccepted } from './deem-accepted.ts';
import { lapse } from './lapse.ts';

const { gaj } = sampleUnits;
const clock = stoppedClock('2026-11-23T02:00:00Z');
const at = new Date('2026-12-01T00:00:00+08:00');
let database: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  clerk = await officer(world, gaj, 'clerk');
});
after(async () => database.close());

const idOf = async (no: ShortNo) => (await findCase(world.db, no))?.id ?? '';
const deem = async (no: ShortNo) => {
  const caseId = await idOf(no);
  return inTransaction(world.db, async (tx) => deemAccepted(tx, world, { caseId, at, since: clock.now() }));
};
const end = async (no: ShortNo) => {
  const caseId = await idOf(no);
  return inTransaction(world.db, async (tx) => lapse(tx, world, { caseId, at }));
};
const kinds = async (no: ShortNo) => (await caseView(world, zhang, no)).timeline.map(({ kind }) => kind);
const findings = async () => checkFairness((await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => bytes));

test('a case that nobody answers is accepted by law, once, and goes on by its route; the log knows no fault in it', async () => {
  const no = await filedCase(world, zhang);
  assert.equal(await deem(no), true);
  assert.equal(await deem(no), false, 'it was accepted');

  const { status, timeline } = await caseView(world, zhang, no);
  assert.equal(status, 'accepted');
  const [deemed] = timeline;
  assert.equal(deemed?.kind, 'deemedAccepted');
  assert.match(deemed.details.basis ?? '', /第三十二条/);
  assert.deepEqual(await findings(), []);
});

test('whoever has it in hand when time is over is too late', async () => {
  const no = await filedCase(world, zhang);
  await takeNext(world, clerk, { key: aKey() });
  assert.equal(await deem(no), true);
  await assert.rejects(accept(world, clerk, { key: aKey(), case: no }), { code: 'kernel.not-found' });
  assert.deepEqual(await findings(), []);
});

test('a supplement that never comes ends the case, and only that', async () => {
  const no = await filedCase(world, zhang);
  assert.equal(await end(no), false, 'nothing was asked for');
  await takeNext(world, clerk, { key: aKey() });
  await requestSupplement(world, clerk, { key: aKey(), case: no, items: [{ text: '请补一张照片' }] });
  assert.equal(await end(no), true);
  assert.equal(await end(no), false);

  const { status, closed } = await caseView(world, zhang, no);
  assert.deepEqual({ status, closed }, { status: 'terminated', closed: true });
  assert.deepEqual((await kinds(no)).slice(0, 2), ['terminated', 'supplementRequested']);
  assert.deepEqual(await findings(), []);
});
