import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { isOwnMasterKey, softwareCrypto } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

test('a database belongs to the key that it was first opened with', async () => {
  const key = softwareCrypto(randomBytes(32));

  assert.equal(await isOwnMasterKey(database.db, key), true);
  assert.equal(await isOwnMasterKey(database.db, key), true);
  assert.equal(await isOwnMasterKey(database.db, softwareCrypto(randomBytes(32))), false);
});
