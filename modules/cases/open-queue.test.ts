import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import { unitByUscc, officersOf, type Officer } from '#identity';
import { grounds, ruledQueues, seedGrounds, setQuota, setService } from '#queue';
import { openBoard, openQueue, proposePriority, signPriority } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';

const { gaj, general } = sampleUnits;
const DAY_MS = 86_400_000;
const Q = 'gaj-acceptance';
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let bureau: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  await seedGrounds(world);
  bureau = await officer(world, general, 'bureau');
});
after(async () => database.close());

async function rules() {
  return ((await openQueue(world, Q)) ?? assert.fail('There is no such queue.')).rules;
}

test('a queue tells its rule, what is announced, and where the ledger has each', async () => {
  const first = await rules();
  assert.equal(first.inForce.quota, undefined);
  assert.deepEqual(first.announced, []);
  assert.ok(first.grounds.length > 0 && first.grounds.every(({ from }) => from > clock.now()), 'a day before use');

  await setQuota(world, bureau, { key: aKey(), q: Q, quota: 4 });
  const [next] = (await rules()).announced;
  assert.equal(next?.quota, 4);
  assert.ok(next.index > first.inForce.index && next.from.getTime() >= clock.now().getTime() + DAY_MS);

  clock.advance(DAY_MS + 60_000);
  const later = await rules();
  assert.deepEqual([later.inForce.quota, later.announced], [4, []]);
});

test('a paused queue says since when and why, on its page, on the board and to the bureau, until it is open again', async () => {
  const paused = async () => (await openBoard(world)).queues.find(({ code }) => code === Q)?.paused;
  await setService(world, bureau, { key: aKey(), q: Q, service: 'pause', reason: 'fault' });
  const { paused: pause } = await rules();
  assert.deepEqual([pause?.reason, pause?.since], ['fault', clock.now()]);
  assert.equal(await paused(), true);
  const ruled = await ruledQueues(world, bureau);
  assert.equal(ruled.find(({ code }) => code === Q)?.paused?.reason, 'fault');

  await setService(world, bureau, { key: aKey(), q: Q, service: 'open', reason: 'fault' });
  assert.equal((await rules()).paused, undefined);
  assert.equal(await paused(), false);
});

test('so few priorities that they could name somebody are not counted in public', async () => {
  assert.equal((await rules()).takes.total, 0);
  const zhang = await resident(world, 'zhang-wei');
  const clerk = await officer(world, gaj, 'clerk');
  const unit = (await unitByUscc(world.db, gaj)) ?? assert.fail('There is no such unit.');
  const no = await filedCase(world, zhang);
  const [ground] = await grounds(world.db, clock.now());
  const input = { key: aKey(), case: no, rule: ground?.rule ?? 0n, reason: '六十七岁' };
  const { proposal } = await proposePriority(world, clerk, input);
  for (const id of await officersOf(world.db, unit.id, 'approver'))
    await signPriority(world, { ...clerk, officer: id }, { key: aKey(), proposal });
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: no });

  const { takes } = await rules();
  assert.deepEqual([takes.total, takes.byLane], [undefined, undefined]);
});

test('nobody but the bureau rules over a queue', async () => {
  const clerk = await officer(world, gaj, 'clerk');
  assert.deepEqual(await ruledQueues(world, clerk), []);
  const pause = { key: aKey(), q: Q, service: 'pause', reason: 'hours' } as const;
  await assert.rejects(setService(world, clerk, pause), { code: 'kernel.not-found' });
});
