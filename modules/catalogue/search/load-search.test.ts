import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { freshDatabase, testWorld } from '#testing/fresh-database';
import { importItems } from '../gdzwfw/import-items.ts';
import { asLines, inPieces, realRows } from '../gdzwfw/testing.ts';
import { seedSample } from '../sample/seed-sample.ts';
import { loadSearch } from './load-search.ts';

const database = await freshDatabase();
const world = testWorld(database);
after(() => database.close());

test('a search sees what was published after it was loaded, as soon as it is refreshed', async () => {
  const index = await loadSearch(world);
  assert.equal(index.search({ q: '护照' }).total, 0);

  await seedSample(world);
  assert.equal(await index.refresh(), true);
  assert.equal(index.search({ q: '办护照' }).hits[0]?.lead.id, 'LJ-GA-003');
  assert.equal(await index.refresh(), false, 'nothing has changed since');
});

test('a search that is older than it may be looks for changes by itself', async () => {
  const index = await loadSearch(world, { staleAfter: 0 });
  await importItems(world, { name: 'real', chunks: inPieces(asLines(...realRows(3))) });

  index.search({ q: '提价申报' });
  await index.refresh();

  assert.equal(index.search({ q: '提价申报' }).hits[0]?.lead.origin, 'gdzwfw');
});

test('the city can add words of its own', async () => {
  const index = await loadSearch(world);
  await world.db
    .insertInto('catalogue.synonym')
    .values({ everyday: '办那个红本本', official: '内地居民结婚登记', source: 'city' })
    .execute();
  await seedSample(world);
  await index.refresh();

  assert.equal(index.search({ q: '办那个红本本' }).hits[0]?.lead.id, 'LJ-MZ-001');
});

test('what was searched in vain is counted by day, without long numbers', async () => {
  const index = await loadSearch(world);
  await index.logMiss('  太空 旅行證 53070219900101123X 13800000000 ');
  await index.logMiss('太空 旅行证');
  await index.logMiss('13800000000');

  const rows = await world.db.selectFrom('catalogue.search_miss').selectAll().execute();
  assert.deepEqual(rows, [{ query: '太空 旅行证', times: 2, first_on: '2026-11-23', last_on: '2026-11-23' }]);
});

test('a search goes on with what it has while the database is away', async () => {
  const other = await freshDatabase();
  const errors: unknown[] = [];
  await seedSample(testWorld(other));
  const index = await loadSearch(testWorld(other), { staleAfter: 0, onError: (error) => errors.push(error) });
  await other.close();

  assert.equal(index.search({ q: '办护照' }).hits[0]?.lead.id, 'LJ-GA-003');
  await index.logMiss('x');
  assert.ok(errors.length > 0);
});
