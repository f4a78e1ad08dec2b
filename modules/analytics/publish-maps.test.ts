import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { submit, withdraw } from '#cases';
import { itemById, type ItemId, type ItemVersionId } from '#catalogue';
import type { Resident } from '#identity';
import { notFound, stoppedClock, translator, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  aKey,
  copiesOf,
  filledDraft,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  seedCity,
  strangers,
} from '../cases/testing.ts';
import {
  hasOpenMap,
  mapCsv,
  mapJson,
  newestMaps,
  openProcess,
  publishMaps,
  watchedProcess,
  watchedServices,
} from '#analytics';
import { publicationOf } from './publication-store.ts';
import { figuresOf } from './publish-maps.ts';

const CARD = 'LJ-GA-002' as ItemId;
const DAY_MS = 86_400_000;
const t = translator('zh-CN');
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let owner: Resident;
let version: ItemVersionId;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  owner = await resident(world, 'zhang-wei');
  version = (await itemById(world.db, CARD))?.version ?? assert.fail();
  await world.db.insertInto('kernel.setting').values({ name: 'process.leastPublished', value: 12 }).execute();
});
after(async () => database.close());

const publish = async () => publishMaps({ ...world, log: nothingToReport });

/** So many people apply and think better of it. */
async function withdrawn(count: number): Promise<void> {
  const draft = await filledDraft(world, owner, CARD);
  const people = await strangers(world, count);
  const drafts = await copiesOf(world, { owner, draft }, people);
  for (const [at, person] of people.entries()) {
    const { case: no } = await submit(world, person, { draft: drafts[at] ?? '', key: aKey(), declared: true });
    clock.advance(60_000);
    await withdraw(world, person, { key: aKey(), case: no, reason: '' });
  }
}

test('too few cases are not published, and there is nothing to see', async () => {
  await withdrawn(11);
  assert.equal(await publish(), 0);
  assert.equal(await hasOpenMap(world.db, CARD), false);
  assert.equal((await openProcess(world.db, CARD, null)).shown, undefined);
});

test('a map is published once, however many workers do it at once, and is the same when counted again', async () => {
  await withdrawn(1);
  const published = await Promise.all([publish(), publish(), publish()]);
  assert.equal(
    published.reduce((sum, count) => sum + count, 0),
    1,
  );
  const first = (await publicationOf(world.db, version)) ?? assert.fail();
  assert.equal(first.figures.closed, 12);
  assert.deepEqual(await figuresOf(world.db, version, first), first.figures);
  assert.deepEqual(
    (await newestMaps(world.db, 10)).map(({ item }) => item),
    [CARD],
  );
});

test('the next map is of other cases, after some days, and the first stays as it is', async () => {
  const before = (await publicationOf(world.db, version)) ?? assert.fail();
  await withdrawn(13);
  assert.equal(await publish(), 0);
  clock.advance(8 * DAY_MS);
  assert.equal(await publish(), 1);
  const next = (await publicationOf(world.db, version)) ?? assert.fail();
  assert.deepEqual([next.number, next.after, next.figures.closed], [2, before.upTo, 13]);
  assert.deepEqual(await publicationOf(world.db, version, 1), before);
  assert.deepEqual(await figuresOf(world.db, version, before), before.figures);
});

test('what is downloaded is what is shown, and names neither a case nor anybody', async () => {
  const process = await openProcess(world.db, CARD, '1-1');
  const csv = mapCsv(process, t);
  assert.ok(csv.includes('\r\nall,,,closed,12,cases\r\n'));
  assert.ok(csv.includes('deviation,withdrawn,中途撤回,cases,12,cases'));
  const json = JSON.parse(mapJson(process, t)) as { figures: { closed: number }; definitions: object };
  assert.deepEqual([json.figures.closed, Object.keys(json.definitions).length], [12, 10]);
  assert.doesNotMatch(csv + JSON.stringify(json), /LJ26|某人/);
});

test('there is no map of services and times that nobody has published', async () => {
  for (const [code, choice] of [
    ['LJ-XX-999', null],
    ['a\0b', null],
    [CARD, '1-9'],
    [CARD, 'nonsense'],
  ] as const)
    await assert.rejects(openProcess(world.db, code, choice), notFound());
});

test('who watches over a service finds it by its name and sees the cases; others find nothing', async () => {
  const supervisor = await officer(world, '11530700DEMA002244', 'supervisor');
  const found = await watchedServices(world, supervisor, { q: '身份证', cursor: undefined });
  assert.deepEqual(
    found.rows.map(({ item, closed }) => [item, closed]),
    [[CARD, 25]],
  );
  const none = await watchedServices(world, supervisor, { q: '饭店', cursor: undefined });
  assert.deepEqual([none.found, none.rows], [0, []]);
  const { deviations, map } = await watchedProcess(world, supervisor, { code: CARD, version: null });
  const withdrawals = deviations.find(({ kind }) => kind === 'withdrawn');
  assert.deepEqual([map.cases, withdrawals?.count, withdrawals?.cases.length], [25, 25, 20]);

  const clerk = await officer(world, sampleUnits.gaj, 'clerk');
  assert.equal((await watchedServices(world, clerk, { q: '', cursor: undefined })).found, 0);
  await assert.rejects(watchedProcess(world, clerk, { code: CARD, version: null }), notFound());
  await assert.rejects(watchedProcess(world, supervisor, { code: CARD, version: '7' }), notFound());
});
