import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Officer } from '#identity';
import { notFound, stoppedClock, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, nothingToReport, officer, seedCity } from '../../cases/testing.ts';
import { seedRawCases } from '../testing.ts';
import { correctRelease } from './correct-release.ts';
import type { MonthName } from './month.ts';
import { checkReleases, publishReleases, releaseDay } from './publish-releases.ts';
import { digestOf, readDocument } from './release-document.ts';
import { releaseBytes, releaseChecks, releaseNames } from './release-store.ts';

const AUGUST = '2026-08' as MonthName;
const SEPTEMBER = '2026-09' as MonthName;
const DAY_MS = 86_400_000;
/** The third working day of September is the third: no weekend, no holiday. */
const clock = stoppedClock('2026-09-02T23:00:00+08:00');
let database: TestDatabase;
let world: World;
let bureau: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  bureau = await officer(world, '11530700DEMA00259N', 'bureau');
  const from = new Date('2026-08-01T00:00:00+08:00');
  await seedRawCases(database.ownerPool, { count: 900, from, days: 30, now: clock.now() });
});
after(async () => database.close());

const publish = async () => publishReleases({ ...world, log: nothingToReport });
const bytes = async (month: MonthName, number = 1) =>
  (await releaseBytes(world.db, { month, number })) ?? assert.fail();

test('the figures of a month are published on the third working day of the next', async () => {
  assert.equal(releaseDay(AUGUST, 3).toString(), '2026-09-03');
  assert.equal(releaseDay(SEPTEMBER, 3).toString(), '2026-10-10', 'after the week of National Day');
  assert.equal(releaseDay('2026-10', 3).toString(), '2026-11-04');

  assert.equal(await publish(), 0);
  clock.advance(DAY_MS / 8);
  assert.equal(await publish(), 1);
});

test('published by three workers at once, a month is published once', async () => {
  clock.advance(40 * DAY_MS);
  const published = await Promise.all([publish(), publish(), publish()]);
  assert.deepEqual(published.toSorted(), [0, 0, 1]);
  const names = await releaseNames(world.db);
  assert.deepEqual(
    names.map(({ month, number }) => [month, number]),
    [
      [SEPTEMBER, 1],
      [AUGUST, 1],
    ],
  );
});

test('months whose day fell into an outage are published late, each as itself', async () => {
  clock.advance(80 * DAY_MS);
  assert.equal(await publish(), 2);
  const names = await releaseNames(world.db);
  assert.deepEqual(
    names.map(({ month }) => month),
    ['2026-11', '2026-10', SEPTEMBER, AUGUST],
  );
  const { publishedAt, rows } = readDocument(await bytes('2026-11'));
  assert.equal(publishedAt, clock.now().toISOString());
  assert.equal(rows[0]?.received, 0, 'nobody applied in November');
});

test('what happens afterwards changes nothing: the bytes stay, and the same comes out again', async () => {
  const first = await bytes(AUGUST);
  const from = new Date('2026-09-02T00:00:00+08:00');
  await seedRawCases(database.ownerPool, { count: 300, from, days: 60, now: clock.now() });
  await database.ownerPool.query(`insert into kernel.setting (name, value) values ('figures.recountMonths', 9)`);
  await checkReleases({ ...world, log: { error: () => undefined } });

  assert.deepEqual(await bytes(AUGUST), first);
  const [check] = await releaseChecks(world.db, AUGUST);
  assert.equal(check?.differing, undefined);
  const { rows } = readDocument(first);
  assert.ok((rows[0]?.received ?? 0) > 800 && rows.some(({ level, service }) => level === 'service' && service));
  await assert.rejects(database.ownerPool.query('update analytics.release set document = document'), /never changed/);
});

test('where something else comes out, nothing changes until the bureau says why', async () => {
  await checkReleases({ ...world, log: { error: () => undefined } });
  // The second seeding wrote cases of September after its release: as a backup that was brought back would.
  const [check] = await releaseChecks(world.db, SEPTEMBER);
  assert.ok(check?.differing);
  const before = await bytes(SEPTEMBER);
  const input = { key: aKey(), month: SEPTEMBER, number: 1, reason: '九月的一批办件在恢复备份以后才补记，数字少了。' };

  await assert.rejects(correctRelease(world, bureau, { ...input, reason: '补记' }), {
    name: 'InvalidInput',
    message: /reason: kernel.too-short/,
  });
  await assert.rejects(correctRelease(world, bureau, { ...input, month: AUGUST }), {
    code: 'analytics.nothing-to-correct',
  });
  await assert.rejects(correctRelease(world, bureau, { ...input, month: '2020-01' }), notFound());
  const twice = await Promise.allSettled([
    correctRelease(world, bureau, input),
    correctRelease(world, bureau, { ...input, key: aKey() }),
  ]);
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);

  assert.deepEqual(await bytes(SEPTEMBER), before);
  const corrected = readDocument(await bytes(SEPTEMBER, 2));
  assert.deepEqual(corrected.corrects, { number: 1, sha256: digestOf(before), reason: input.reason });
  assert.deepEqual(corrected.rows, check.differing);
  await correctRelease(world, bureau, input).catch(() => undefined);
  assert.equal((await releaseNames(world.db, SEPTEMBER)).length, 2);
});
