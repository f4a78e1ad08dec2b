import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { seedDemo } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { seedRoutes } from './index.ts';
import { checkParts } from './problems.ts';
import { partsInForce } from './start-change.ts';

const ITEM = 'LJ-MZ-004';
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedDemo(world);
  await seedSample(world);
  await seedPools(world);
  await seedRoutes(world);
});
after(async () => database.close());

test('a table of automatic approval that could say a refusal is not published', async () => {
  const item = await itemById(world.db, ITEM as ItemId);
  assert.ok(item);
  const { route, decisions } = await world.db.transaction().execute(async (tx) => partsInForce(tx, world, item));
  assert.ok(route !== undefined && decisions.automatic !== undefined);
  const refusing = decisions.automatic.replaceAll('"person"', '"deny"');
  const checked = async (automatic: string) =>
    (
      await checkParts({ ...world, item }, { route, decisions: { ...decisions, automatic }, examples: {}, texts: [] })
    ).problems.map(({ part, code, element }) => [part, code, element]);
  assert.deepEqual(await checked(decisions.automatic), []);
  assert.deepEqual(await checked(refusing), [
    ['decision.automatic', 'automatic.output', 'automatic-table'],
    ['decision.automatic', 'automatic.output', 'rule-typed'],
    ['decision.automatic', 'automatic.output', 'rule-other'],
  ]);
});
