import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileApplication, progress, seedBundles } from '#bundles';
import { readShortNo, refuse, requestSupplement } from '#cases';
import type { Resident } from '#identity';
import type { World } from '#kernel';
import { markRead, myMessages, tell, unreadCount } from '#notifications';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { filledBundle } from '../bundles/testing.ts';
import { aKey, officer, resident, sampleUnits, seedCity, takeNext } from '../cases/testing.ts';

let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  await seedBundles(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

/** Everything that the acts have asked the worker for, twice. */
async function work(): Promise<void> {
  const { rows } = await database.ownerPool.query<{ task: string; payload: unknown }>(
    `select t.identifier as task, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
  for (const { task, payload } of [...rows, ...rows]) {
    if (task === 'bundles.progress') await progress(world, payload);
    if (task === 'notifications.tell') await tell(world, payload);
  }
}

const told = async (who = zhang) =>
  (await myMessages(world, who)).map(({ kind, itemName, bundle }) => [kind, itemName, ...(bundle ? [bundle] : [])]);

const BUNDLE = '开办餐饮店一件事';
const ADMISSION = '丽江古城内经营项目准入核验';

test('of a bundle the whole is told once: filed, what a part lacks, and how it ended; not each step of each part', async () => {
  const draft = await filledBundle(world, zhang, {
    ...{ oldTown: 'yes', licence: 'no', area: 'small', crowded: 'no' },
    ...{ sign: 'no', fitting: 'no', tobacco: 'no', utilities: 'no' },
  });
  await fileApplication(world, zhang, { key: aKey(), draft, declared: true });
  await work();
  assert.deepEqual(await told(), [['bundle.filed', BUNDLE]]);
  assert.equal(await unreadCount(world, zhang), 1);

  const clerk = await officer(world, sampleUnits.general, 'clerk');
  const taken = await takeNext(world, clerk, { key: aKey() });
  const no = readShortNo(typeof taken === 'string' ? taken : taken.case);
  assert.ok(no);
  await requestSupplement(world, clerk, { key: aKey(), case: no, items: [{ text: '请写明店址门牌' }] });
  await work();
  assert.deepEqual(await told(), [
    ['supplementRequested', ADMISSION, BUNDLE],
    ['bundle.filed', BUNDLE],
  ]);
  await markRead(world, zhang);
  assert.equal(await unreadCount(world, zhang), 0);
});

test('how it ended is told once, however often the worker is asked, and to nobody else', async () => {
  const he = await resident(world, 'he-xiuying');
  const draft = await filledBundle(world, he, {
    ...{ oldTown: 'yes', licence: 'no', area: 'small', crowded: 'no' },
    ...{ sign: 'no', fitting: 'no', tobacco: 'no', utilities: 'no' },
  });
  await fileApplication(world, he, { key: aKey(), draft, declared: true });
  const clerk = await officer(world, sampleUnits.general, 'clerk');
  const taken = await takeNext(world, clerk, { key: aKey() });
  const no = typeof taken === 'string' ? taken : taken.case;
  await refuse(world, clerk, { key: aKey(), case: no, reason: '不在目录内。', remedy: '换一处店址可以再申请。' });
  await work();
  await work();
  assert.deepEqual(await told(he), [
    ['bundle.refused', BUNDLE],
    ['bundle.filed', BUNDLE],
  ]);
  assert.equal((await told()).filter(([kind]) => kind === 'bundle.refused').length, 0);
  const { rows } = await database.ownerPool.query<{ text: string }>(
    'select m::text as text from notifications.bundle_message m',
  );
  const hidden = Buffer.from(BUNDLE).toString('hex');
  assert.ok(rows.length === 3 && rows.every(({ text }) => !text.includes(hidden)));
});
