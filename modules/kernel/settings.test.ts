import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setting } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

test('a threshold has its default until the city changes it', async () => {
  assert.equal(await setting(database.db, 'desk.leaseMinutes'), 60);

  await database.db.insertInto('kernel.setting').values({ name: 'desk.leaseMinutes', value: 30 }).execute();

  assert.equal(await setting(database.db, 'desk.leaseMinutes'), 30);
  assert.equal(await setting(database.db, 'draft.keepDays'), 90);
});

test('no threshold is negative', async () => {
  const row = { name: 'draft.keepDays', value: -1 };
  await assert.rejects(database.db.insertInto('kernel.setting').values(row).execute(), /setting_is_not_negative/);
});
