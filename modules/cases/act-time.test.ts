import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import { readLeaves } from '#ledger';
import { accept, submit, withdraw } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, filledDraft, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
});
after(async () => database.close());

const MINUTE = 60_000;

test('an act that waited for its queue is dated when its turn came, not when it was asked for', async () => {
  const owner = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, owner);
  const no = await filedCase(world, owner);
  await takeNext(world, await officer(world, sampleUnits.gaj, 'clerk'), { key: aKey() });
  const clerk = await officer(world, sampleUnits.gaj, 'clerk');

  await held(async () => submit(world, owner, { draft, key: aKey(), declared: true }));
  assert.equal(await age(), 0);
  await held(async () => accept(world, clerk, { key: aKey(), case: no }));
  assert.equal(await age(), 0);
  await held(async () => withdraw(world, owner, { key: aKey(), case: no }));
  assert.equal(await age(), 0);
});

/** Lets an act wait for its queue for a minute. */
async function held(act: () => Promise<unknown>): Promise<void> {
  const other = await database.ownerPool.connect();
  await other.query('begin');
  await other.query('select from queue.pool order by id for update');
  const acting = act();
  acting.catch(() => undefined);
  await somebodyWaits();
  clock.advance(MINUTE);
  await other.query('commit');
  other.release();
  await acting;
}

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.ownerPool.query(
      'select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0',
    );
    if (rowCount !== 0) return;
    await pause(10);
  }
}

/** Seconds between the latest leaf and now. */
async function age(): Promise<number> {
  const leaf = (await readLeaves(world.db, 0n, 10_000)).at(-1);
  const { ts } = JSON.parse(Buffer.from(leaf?.bytes ?? []).toString()) as { ts: number };
  return clock.now().getTime() / 1000 - ts;
}
