import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { emit } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { createMetrics } from './index.ts';
import { countJobs } from './job-metrics.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

test('jobs are counted by name and state, each time anew', async () => {
  const { registry } = createMetrics();
  countJobs(registry, database.db);
  countJobs(registry, database.db);
  await emit(database.db, 'notifications.tell', { case: 'secret' });
  await emit(database.db, 'notifications.tell', {});

  const figures = await registry.metrics();
  assert.match(figures, /^jobs\{task="notifications.tell",state="waiting"\} 2$/m);
  assert.doesNotMatch(figures, /secret/);

  await database.ownerPool.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, run_at = now() + interval '1 day'",
  );
  assert.match(await registry.metrics(), /^jobs\{task="notifications.tell",state="failed"\} 2$/m);
  await database.ownerPool.query('delete from graphile_worker._private_jobs');
  assert.doesNotMatch(await registry.metrics(), /^jobs\{/m);
});
