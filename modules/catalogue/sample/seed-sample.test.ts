import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { freshDatabase, testWorld } from '#testing/fresh-database';
import { itemById, itemByVersion } from '../item.ts';
import type { ItemId } from '../ids.ts';
import { seedSample } from './seed-sample.ts';

const database = await freshDatabase();
const world = testWorld(database);
after(() => database.close());

test('the sample city has 97 items and 24 departments, all marked as samples', async () => {
  assert.deepEqual(await seedSample(world), { departments: 24, items: 97, changed: 97 });

  const items = await world.db.selectFrom('catalogue.current_item').select('sample').execute();
  const units = await world.db.selectFrom('identity.unit').select('sample').execute();

  assert.equal(items.length, 97);
  assert.equal(units.length, 24);
  assert.ok([...items, ...units].every(({ sample }) => sample));
});

test('loading the sample city again makes no new version', async () => {
  assert.deepEqual(await seedSample(world), { departments: 24, items: 97, changed: 0 });
});

test('an item says what a guide needs, and leaves out what its source does not say', async () => {
  const item = await itemById(world.db, 'LJ-GA-002' as ItemId);

  assert.ok(item);
  assert.equal(item.elements.name, '居民身份证补领');
  assert.equal(item.elements.plainName, '身份证丢了补办');
  assert.deepEqual(item.elements.subjects, ['1']);
  assert.ok(!('quantityLimit' in item.elements));
  assert.deepEqual(await itemByVersion(world.db, item.version), item);
});

test('versions are never changed or deleted, not even by the owner of the database', async () => {
  await assert.rejects(database.ownerPool.query(`update catalogue.item_version set name = 'x'`), /never changed/);
  await assert.rejects(database.ownerPool.query('delete from catalogue.item'), /never changed/);
});

test('an item that does not exist is not found', async () => {
  assert.equal(await itemById(world.db, 'LJ-XX-999' as ItemId), undefined);
});
