import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inTransaction } from '#kernel';
import { append, reportCompared, reportPublishing } from '#ledger';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { publishNow } from '../../modules/ledger/testing.ts';
import { createMetrics } from './index.ts';
import { measureLedger } from './ledger-metrics.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

test('an operator sees how far the ledger is written and signed, and that something stands in the way', async () => {
  const world = testWorld(database);
  const { registry } = createMetrics();
  measureLedger(registry, database.db);
  measureLedger(registry, database.db);
  const leaf = { k: 'keys' as const, add: [], remove: [] };
  const grow = async () =>
    inTransaction(world.db, async (tx) => append(tx, world.clock.now(), { leaves: [leaf], followers: [] }));
  await grow();
  await publishNow(world);
  await grow();

  const figures = await registry.metrics();
  assert.match(figures, /^ledger_leaves 2$/m);
  assert.match(figures, /^ledger_published 1$/m);
  assert.match(figures, /^ledger_problem 0$/m);

  assert.match(figures, /^ledger_compared_age_seconds \+Inf$/m);
  await reportCompared(world.db, new Date(Date.now() - 30_000));
  await reportCompared(world.db, new Date(Date.now() - 90_000));
  assert.match(await registry.metrics(), /^ledger_compared_age_seconds 3\d(\.\d+)?$/m);

  await reportPublishing(world.db, 'ledger.row-changed', world.clock.now());
  assert.match(await registry.metrics(), /^ledger_problem 1$/m);
});
