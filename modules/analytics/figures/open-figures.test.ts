import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { notFound, stoppedClock, translator, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { dictionary, everyMonth, figuresCsv, openFigures, openRelease, publishReleases, releaseFile } from '#analytics';
import { nothingToReport, seedCity } from '../../cases/testing.ts';
import { seedRawCases } from '../testing.ts';
import { digestOf } from './release-document.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const EVERYTHING = { month: null, department: null, service: null };
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
});
after(async () => database.close());

test('before the first release there is nothing to see but when it comes', async () => {
  const { shown, next, months } = await openFigures(world, EVERYTHING);
  assert.deepEqual([shown, months], [undefined, []]);
  assert.deepEqual(next, { month: '2026-11', on: '2026-12-03' });
  await assert.rejects(openFigures(world, { ...EVERYTHING, month: '2026-10' }), notFound());
  await assert.rejects(openFigures(world, { ...EVERYTHING, department: 'x' }), notFound());
  await assert.rejects(openRelease(world.db, '2026-10', null), notFound());
  await assert.rejects(openRelease(world.db, '2026-1O\0', null), notFound());
});

test('what is shown of a city, a department and a service is what was published, and adds up', async () => {
  const from = new Date('2026-08-01T00:00:00+08:00');
  await seedRawCases(database.ownerPool, { count: 3_000, from, days: 110, now: clock.now() });
  assert.equal(await publishReleases({ ...world, log: nothingToReport }), 3);

  const city = await openFigures(world, EVERYTHING);
  const { whole, parts, series, release } = city.shown ?? assert.fail();
  assert.deepEqual(
    city.months.map(({ month }) => month),
    ['2026-10', '2026-09', '2026-08'],
  );
  assert.equal(release.month, '2026-10');
  assert.deepEqual(
    series.map(({ month }) => month),
    ['2026-08', '2026-09', '2026-10'],
  );
  assert.equal(
    parts.reduce((sum, { closed }) => sum + closed, 0),
    whole?.closed,
  );
  const department =
    parts.find(({ merged, closed }) => merged === undefined && closed > 100)?.department ?? assert.fail();

  const own = (await openFigures(world, { ...EVERYTHING, department })).shown ?? assert.fail();
  assert.equal(
    own.parts.reduce((sum, { closed }) => sum + closed, 0),
    own.whole?.closed,
  );
  const service = own.parts.find(({ merged }) => merged === undefined)?.service ?? assert.fail();
  const one = (await openFigures(world, { month: '2026-09', department, service })).shown ?? assert.fail();
  assert.deepEqual([one.release.month, one.parts, one.service?.id], ['2026-09', [], service]);
  assert.deepEqual(series.map(({ month }) => month).slice(0, 2), ['2026-08', '2026-09']);
});

test('what is downloaded has the digest of the page, and a column for every field of the dictionary', async () => {
  const open = await openRelease(world.db, '2026-09', null);
  assert.equal(digestOf(await releaseFile(world.db, open)), open.release.sha256);
  const documents = await everyMonth(world.db);
  const lines = figuresCsv(documents).trimEnd().split('\r\n');
  const fields = dictionary(translator('zh-CN'));
  assert.equal(lines[0], `\u{FEFF}${fields.map(({ name }) => name).join(',')}`);
  assert.equal(
    lines.length - 1,
    documents.reduce((sum, { rows }) => sum + rows.length, 0),
  );
  const { rows } = open.document;
  const city = lines.find((line) => line.startsWith('2026-09,1,') && line.includes(',city,')) ?? '';
  assert.ok(city.includes(`,${rows[0]?.received},${rows[0]?.accepted},${rows[0]?.closed},`), city);
});
