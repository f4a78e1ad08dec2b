import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { generalUnit, officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { declarePool, seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { changeView, pinnedService, poolKey, seedRoutes, startChange } from './index.ts';
import { endNow } from './testing.ts';

const NOW = '2026-11-23T02:00:00Z';
const FOOD = 'LJ-SC-005';
const [GENERAL, HERITAGE] = ['11530700DEMA00259N', '11530700DEMA00208E'];
let keys = 0;
const key = () => `key-${String((keys += 1)).padStart(28, '0')}`;
const databases: TestDatabase[] = [];
after(async () => Promise.all(databases.map(async (database) => database.close())));

async function city(): Promise<{ world: World; bureau: Officer }> {
  const database = await freshDatabase();
  databases.push(database);
  const world = testWorld(database, stoppedClock(NOW));
  await seedDemo(world);
  await seedSample(world);
  const unit = await unitByUscc(world.db, GENERAL);
  const [officer] = unit === undefined ? [] : await officersOf(world.db, unit.id, 'bureau');
  assert.ok(unit && officer);
  const roles = [{ role: 'bureau' as const, unit: unit.id, region: '530700' }];
  return { world, bureau: { kind: 'officer', session: 'session' as SessionId, officer, unit: unit.id, roles } };
}

let seeded: Awaited<ReturnType<typeof city>>;
before(async () => {
  seeded = await city();
  await seedPools(seeded.world);
  await seedRoutes(seeded.world);
});

test('the services of the sample city pin the queues that the city has', async () => {
  const item = await itemById(seeded.world.db, FOOD as ItemId);
  const heritage = await unitByUscc(seeded.world.db, HERITAGE);
  assert.ok(item && heritage);
  const pools = (await pinnedService(seeded.world.db, item.version))?.pools ?? {};
  assert.equal(pools[poolKey('acceptance', item.unit)], 'scj-acceptance');
  assert.equal(pools[poolKey('examination', heritage.id)], 'gcj-examination');
});

test('a change shows where each task would stand: in its department’s queue, or at the general window', async () => {
  const { world, bureau } = seeded;
  const { change } = await startChange(world, bureau, { key: key(), item: FOOD });
  const { queues, checked } = await changeView(world, bureau, change);
  assert.deepEqual(checked.problems, []);
  const shown = queues.map(({ stage, code, before: pinned, general }) => [stage, code, pinned === code, general]);
  assert.deepEqual(shown.slice(0, 4), [
    ['acceptance', 'scj-acceptance', true, false],
    ['examination', 'scj-examination', true, false],
    ['decision', 'scj-decision', true, false],
    ['delivery', 'scj-delivery', true, false],
  ]);
  assert.ok(queues.some(({ elements, code }) => elements.length > 0 && code === 'gcj-examination'));

  const roads = await startChange(world, bureau, { key: key(), item: 'LJ-CG-001' });
  const own = (await changeView(world, bureau, roads.change)).queues.filter(({ stage }) => stage === 'decision');
  assert.deepEqual(
    own.map(({ code, general }) => [code, general]),
    [['general-decision', true]],
  );
});

test('where neither a department nor the general window has a queue, nothing is published, and each place is told', async () => {
  const { world, bureau } = await city();
  const { id, uscc } = await generalUnit(world.db);
  const terms = { unit: id, unitCode: uscc, plannedPerWeek: 100 };
  for (const stage of ['acceptance', 'decision', 'delivery'] as const)
    await declarePool(world, { ...terms, stage, code: `general-${stage}` });
  await seedRoutes(world);
  const { change } = await startChange(world, bureau, { key: key(), item: FOOD });
  const { checked } = await changeView(world, bureau, change);
  const told = checked.problems.map(({ code, element, line }) => [code, element !== undefined, line !== undefined]);
  assert.ok(told.length > 2);
  assert.deepEqual(new Set(told.map((each) => each.join(' '))), new Set(['publishing.no-queue.examination true true']));
  await assert.rejects(endNow(world, bureau, { change, act: 'propose' }), {
    code: 'publishing.has-problems',
  });
});
