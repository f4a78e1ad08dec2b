import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import { endRole, grantRole, type Officer } from '#identity';
import { checkFairness } from '#audit';
import { readLeaves } from '#ledger';
import { assign, poolsOf } from '#queue';
import { accept, deskView, mayReadFile, releaseVanished, submit, taskView, withdraw } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  aKey,
  anAsset,
  filedCase,
  filledDraft,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
} from './testing.ts';
import { attach } from './attach.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const { gaj, general } = sampleUnits;
const notFound = { code: 'kernel.not-found', status: 404 };
let database: TestDatabase;
let world: World;
let clerk: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  clerk = await officer(world, gaj, 'clerk');
});
after(async () => database.close());

const reinstate = async (who: Officer) =>
  grantRole(world, who.officer, { role: 'clerk', unit: who.unit, region: '530700' });
const restore = async () => releaseVanished({ ...world, log: nothingToReport });

test('whose role has ended takes nothing, although the session still says clerk', async () => {
  const owner = await resident(world, 'zhang-wei');
  const no = await filedCase(world, owner);
  await endRole(world, clerk.officer, 'clerk');

  await assert.rejects(takeNext(world, clerk, { key: aKey() }), { code: 'queue.no-pool' });
  assert.deepEqual(await deskView(world, clerk), { pools: [] });

  await reinstate(clerk);
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: no });
  await accept(world, clerk, { key: aKey(), case: no });
  await withdraw(world, owner, { key: aKey(), case: no });
});

test('a task in hand is closed to an officer whose role ends, and goes back to its place', async () => {
  const owner = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, owner);
  const asset = await anAsset(world, owner.person);
  await attach(world, owner, { target: { draft, material: 1 }, asset });
  const { case: first } = await submit(world, owner, { draft, key: aKey(), declared: true });
  const second = await filedCase(world, await resident(world, 'he-xiuying'));
  await takeNext(world, clerk, { key: aKey() });
  assert.equal(await mayReadFile(world, clerk, asset), true);
  assert.equal(await restore(), 0);
  await endRole(world, clerk.officer, 'clerk');

  await assert.rejects(taskView(world, clerk, first), notFound);
  await assert.rejects(accept(world, clerk, { key: aKey(), case: first }), notFound);
  assert.equal(await mayReadFile(world, clerk, asset), false);
  assert.equal((await deskView(world, clerk)).inHand, undefined);

  assert.equal(await restore(), 1);
  assert.deepEqual(await lastLeaf(), { k: 'release', reason: 'absence' });
  await reinstate(clerk);
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: first });
  assert.notEqual(first, second);
  assert.deepEqual(checkFairness((await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => bytes)), []);
});

test('nobody takes more while a task of an ended role is still on its way back', async () => {
  await grantRole(world, clerk.officer, { role: 'examiner', unit: clerk.unit, region: '530700' });
  await assign(world, clerk.officer, ['gaj-examination']);
  await endRole(world, clerk.officer, 'clerk');
  await assert.rejects(takeNext(world, clerk, { key: aKey() }), { code: 'queue.hands-full' });
  assert.equal(await restore(), 1);
  await assert.rejects(takeNext(world, clerk, { key: aKey() }), { code: 'queue.empty' });
  await reinstate(clerk);
});

test('an assignment to a pool of another unit or another kind of work lets nobody in', async () => {
  await endRole(world, clerk.officer, 'examiner');
  await assign(world, clerk.officer, ['scj-acceptance', 'general-acceptance', 'gaj-decision']);
  const pools = await poolsOf(world.db, clerk.officer);
  assert.deepEqual(
    pools.map(({ code }) => code),
    ['gaj-acceptance', 'gaj-delivery'],
  );
});

test('one task that cannot be given back, or an officer whose data was erased, keeps no other in hand', async () => {
  const other = await officer(world, general, 'clerk');
  await filedCase(world, await resident(world, 'yang-amei'), 'LJ-SF-001');
  await takeNext(world, clerk, { key: aKey() });
  const { case: broken } = await takeNext(world, other, { key: aKey() });
  await database.ownerPool.query(
    `update identity.person set erased_at = now(), data_key = null, sealed = null, name_index = null,
       identity_number_index = null, phone_index = null, index_key_version = null
     where id in (select person_id from identity.officer)`,
  );
  // A key that opens nothing: this case cannot be written to.
  await database.ownerPool.query(`update cases."case" set data_key = '\\x00' where short_no = $1`, [broken]);
  clock.advance(61 * 60_000);

  const reported: string[] = [];
  const log = { error: (_facts: object, message: string) => reported.push(message) };
  assert.equal(await releaseVanished({ ...world, log }), 1);
  assert.equal(reported.length, 1);
  assert.equal((await deskView(world, clerk)).inHand, undefined);
});

async function lastLeaf(): Promise<{ k: unknown; reason: unknown }> {
  const leaf = (await readLeaves(world.db, 0n, 10_000)).at(-1);
  const { k, reason } = JSON.parse(Buffer.from(leaf?.bytes ?? []).toString()) as Record<string, unknown>;
  return { k, reason };
}
