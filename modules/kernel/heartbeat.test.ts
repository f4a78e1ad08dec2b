import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { beat, lastBeat } from './heartbeat.ts';
import { stoppedClock } from './clock.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

test('the last beat is the one that counts', async () => {
  assert.equal(await lastBeat(database.db, 'worker'), undefined);

  for (const time of ['2026-11-23T02:00:00Z', '2026-11-23T02:00:15Z'])
    await beat(testWorld(database, stoppedClock(time)), 'worker');

  assert.deepEqual(await lastBeat(database.db, 'worker'), new Date('2026-11-23T02:00:15Z'));
});
