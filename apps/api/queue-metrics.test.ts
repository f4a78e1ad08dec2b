import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endRole, officersOf, seedDemo, unitByUscc } from '#identity';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { createMetrics } from './index.ts';
import { countQueues } from './queue-metrics.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

test('operators see how many wait in each queue, and where nobody works', async () => {
  const world = testWorld(database);
  await seedDemo(world);
  await seedPools(world);
  const { registry } = createMetrics();
  countQueues(registry, database.db);
  countQueues(registry, database.db);
  const before = await registry.metrics();
  assert.match(before, /^queue_waiting\{queue="gaj-acceptance",staffed="true"\} 0$/m);
  assert.doesNotMatch(before, /staffed="false"/);

  const unit = await unitByUscc(world.db, '11530700DEMA001013');
  assert.ok(unit);
  for (const clerk of await officersOf(world.db, unit.id, 'clerk')) await endRole(world, clerk, 'clerk');
  const figures = await registry.metrics();
  assert.match(figures, /^queue_waiting\{queue="gaj-acceptance",staffed="false"\} 0$/m);
  assert.match(figures, /^queue_waiting\{queue="gaj-decision",staffed="true"\} 0$/m);
});
