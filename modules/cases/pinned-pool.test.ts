import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, publishAgain, type ItemId } from '#catalogue';
import { inTransaction, stoppedClock, type World } from '#kernel';
import { endRole, unitByUscc, type Resident } from '#identity';
import { pinService, poolKey } from '#publishing';
import { findPool, staffOf } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { caseView } from '#cases';
import { filedCase, resident, sampleUnits, seedCity } from './testing.ts';

const ITEM = 'LJ-GA-002';
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

const queueOf = async (no: string) => (await caseView(world, zhang, no)).place?.queue;

test('a version stands in the queues that it pins, as long as somebody works there', async () => {
  const gaj = await unitByUscc(world.db, sampleUnits.gaj);
  const general = await unitByUscc(world.db, sampleUnits.general);
  const item = await itemById(world.db, ITEM as ItemId);
  assert.ok(gaj && general && item);
  assert.equal(await queueOf(await filedCase(world, zhang, ITEM)), 'gaj-acceptance');

  await inTransaction(world.db, async (tx) => {
    const version = await publishAgain(tx, { item: item.id, base: item.version, at: world.clock.now() });
    assert.ok(version);
    const pools = { [poolKey('acceptance', gaj.id)]: 'general-acceptance' };
    await pinService(tx, { version, service: { decisions: {}, pools }, at: world.clock.now() });
  });
  assert.equal(await queueOf(await filedCase(world, zhang, ITEM)), 'general-acceptance');

  const pool = await findPool(world.db, 'acceptance', { unit: general.id, fallback: general.id });
  assert.ok(pool);
  for (const officer of await staffOf(world.db, pool)) await endRole(world, officer, 'clerk');
  assert.equal(await queueOf(await filedCase(world, zhang, ITEM)), 'gaj-acceptance', 'nobody waits where nobody comes');
});
