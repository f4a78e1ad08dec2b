import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { loadSearch } from '#catalogue';
import { notFound, stoppedClock } from '#kernel';
import { assess, assessments, type Searches } from '#analytics';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { officer, sampleUnits, seedCity } from '../../cases/testing.ts';
import { seedRawCases } from '../testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: Parameters<typeof assess>[0] & Searches;
before(async () => {
  database = await freshDatabase();
  const plain = testWorld(database, clock);
  await seedCity(plain);
  world = { ...plain, search: await loadSearch(plain) };
});
after(async () => database.close());

const newest = async () => (await assessments(world.db, null)).shown?.assessment ?? assert.fail();

test('a city without a case is judged by its guides and its search, and nothing else', async () => {
  await assess(world);
  const { indicators, total, veto } = await newest();
  const stateOf = (id: string) => indicators.find((each) => each.id === id)?.state;
  assert.deepEqual(['D1', 'E1', 'C2a'].map(stateOf), ['measured', 'measured', 'measured']);
  assert.deepEqual(['B1a', 'A3b', 'C4a', 'F2', 'F3'].map(stateOf), [
    'nothing',
    'nothing',
    'nothing',
    'nothing',
    'nothing',
  ]);
  assert.deepEqual(['A1', 'A6', 'B3', 'E2'].map(stateOf), ['missing', 'missing', 'missing', 'missing']);
  assert.ok(total.earned > 0 && total.earned <= total.measurable && total.measurable < 100);
  assert.deepEqual(veto.broken, []);
});

test('the figures are those that somebody counts in the tables, and whose items are wanting is said', async () => {
  const from = new Date('2026-08-01T00:00:00+08:00');
  await seedRawCases(database.ownerPool, { count: 600, from, days: 110, now: clock.now() });
  await assess(world, await officer(world, sampleUnits.general, 'bureau'));
  const { indicators, veto } = await newest();
  const measured = (id: string) => indicators.find((each) => each.id === id)?.measured ?? assert.fail(id);

  const { rows } = await sql<{
    online: number;
    items: number;
    four: number;
    filed: number;
    deemed: number;
    accepted: number;
  }>`
    select (select count(*)::int from catalogue.current_item) as items,
      (select count(*)::int from catalogue.current_item where elements -> 'isOnline' = 'true') as online,
      count(*)::int as filed, count(*) filter (where v.elements ->> 'onlineDepth' = 'IV')::int as four,
      (select count(*)::int from cases.event where kind = 'deemedAccepted') as deemed,
      (select count(*)::int from cases.event where kind in ('deemedAccepted', 'accepted')) as accepted
    from cases."case" c join catalogue.item_version v on v.id = c.item_version_id`.execute(world.db);
  const { online, items, four, filed, deemed, accepted } = rows[0] ?? assert.fail();
  assert.deepEqual(measured('D1'), { count: online, of: items });
  assert.deepEqual(measured('B1b'), { count: four, of: filed });
  assert.deepEqual(measured('F2'), { count: deemed, of: accepted });
  assert.ok(deemed > 0 && veto.broken.includes('F2'));
  const wanting = indicators.find(({ id }) => id === 'E1')?.wanting ?? [];
  assert.ok(wanting.length > 0 && wanting.every(({ count, of }) => count < of));
});

test('each assessment stays under its number', async () => {
  const { all } = await assessments(world.db, null);
  assert.deepEqual(
    all.map(({ number }) => number),
    [2, 1],
  );
  const first = await assessments(world.db, '1');
  assert.equal(first.shown?.number, 1);
  await assert.rejects(assessments(world.db, '7'), notFound());
});
