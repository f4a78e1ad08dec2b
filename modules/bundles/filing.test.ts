import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import { accept, mayReadFile, refuse } from '#cases';
import type { Officer, Resident } from '#identity';
import type { AssetId } from '#materials';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, officer, resident, sampleUnits, seedCity, takeNext } from '../cases/testing.ts';
import { publishNow } from '../ledger/testing.ts';
import { fileApplication, progress, seedBundles, startApplication, withdrawApplication } from '#bundles';
import { filledBundle } from './testing.ts';

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

const shop = {
  oldTown: 'no',
  licence: 'yes',
  area: 'small',
  crowded: 'yes',
  sign: 'no',
  fitting: 'no',
  tobacco: 'no',
  utilities: 'no',
};

async function filed(typed: Readonly<Record<string, string>>): Promise<string> {
  const draft = await filledBundle(world, zhang, typed);
  return (await fileApplication(world, zhang, { key: aKey(), draft, declared: true })).no;
}

async function partsBy(
  no: string,
): Promise<Readonly<Record<string, { state: string; case: string | null; ref: number | null }>>> {
  const { rows } = await database.ownerPool.query<{
    node: string;
    state: string;
    case: string | null;
    ref: number | null;
  }>(
    `select p.node, p.state, c.short_no as case, c.ref::int from bundles.part p
     join bundles.application a on a.id = p.application_id left join cases."case" c on c.id = p.case_id where a.no = $1`,
    [no],
  );
  return Object.fromEntries(rows.map(({ node, ...rest }) => [node, rest]));
}

async function outcomeOf(no: string): Promise<string | null | undefined> {
  const { rows } = await database.ownerPool.query<{ outcome: string | null }>(
    'select outcome from bundles.application where no = $1',
    [no],
  );
  return rows[0]?.outcome;
}

/** What the worker does with the jobs that the acts have added. */
async function work(): Promise<void> {
  const { rows } = await database.ownerPool.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'bundles.progress' order by j.id`,
  );
  for (const { payload } of rows) await progress(world, payload);
}

async function leaves(): Promise<readonly { readonly index: number; readonly leaf: Record<string, unknown> }[]> {
  const { rows } = await database.ownerPool.query<{ index: number; leaf: string }>(
    `select index::int, convert_from(bytes, 'UTF8') as leaf from ledger.leaf order by index`,
  );
  return rows.map(({ index, leaf }) => ({ index, leaf: JSON.parse(leaf) as Record<string, unknown> }));
}

test('a bundle is filed once, however often it is pressed; what may begin has its place at once, after the bundle', async () => {
  const draft = await filledBundle(world, zhang, { ...shop, oldTown: 'yes', licence: 'no' });
  const pressed = await Promise.all(
    [aKey(), aKey()].map(async (key) => fileApplication(world, zhang, { key, draft, declared: true })),
  );
  const [{ no }] = [pressed[0] ?? { no: '' }];
  assert.deepEqual(new Set(pressed.map((filing) => filing.no)), new Set([no]));
  const parts = await partsBy(no);
  assert.deepEqual(
    [parts.gc?.state, parts.zz?.state, parts.sp?.state, parts.zp?.state],
    ['started', 'waiting', 'waiting', 'skipped'],
  );

  const all = await leaves();
  const bundle = all.find(({ leaf }) => leaf.k === 'bundle');
  const submissions = all.filter(({ leaf }) => leaf.k === 'submit' && leaf.bundle === bundle?.index);
  assert.deepEqual(
    submissions.map(({ index }) => index),
    [parts.gc?.ref],
  );
  assert.ok((submissions[0]?.index ?? 0) > (bundle?.index ?? 0));
  await withdrawApplication(world, zhang, { key: aKey(), no });
  assert.equal(await outcomeOf(no), 'withdrawn');
});

test('what is not declared or not filled in is not filed, and each problem is named', async () => {
  const { draft } = await startApplication(world, zhang, { key: aKey(), bundle: 'YJS-01', typed: shop });
  await assert.rejects(fileApplication(world, zhang, { key: aKey(), draft, declared: false }), /declared/);
  await assert.rejects(fileApplication(world, zhang, { key: aKey(), draft, declared: true }), /material/);
});

test('nobody else files it or takes it back', async () => {
  const other = await resident(world, 'he-xiuying');
  const draft = await filledBundle(world, zhang, shop);
  await assert.rejects(fileApplication(world, other, { key: aKey(), draft, declared: true }), /kernel.not-found/);
  const { no } = await fileApplication(world, zhang, { key: aKey(), draft, declared: true });
  await assert.rejects(withdrawApplication(world, other, { key: aKey(), no }), /kernel.not-found/);
  await withdrawApplication(world, zhang, { key: aKey(), no });
});

async function take(who: Officer): Promise<void> {
  await takeNext(world, who, { key: aKey() });
}

test('a refusal stops what depends on it, and however often progress is made nothing begins twice', async () => {
  const no = await filed({ ...shop, oldTown: 'yes', licence: 'no' });
  const clerk = await officer(world, sampleUnits.general, 'clerk');
  const parts = await partsBy(no);
  await publishNow(world);
  await take(clerk);
  await refuse(world, clerk, {
    key: aKey(),
    case: parts.gc?.case ?? '',
    reason: '不在允许经营的目录内。',
    remedy: '可以换一处店址再申请。',
  });
  await Promise.all([work(), work()]);
  await work();
  const ended = await partsBy(no);
  assert.deepEqual([ended.gc?.state, ended.zz?.state, ended.sp?.state], ['refused', 'stopped', 'stopped']);
  assert.equal(await outcomeOf(no), 'refused');
});

/** Whether an officer may open every file of a case. */
async function readable(who: Officer, no: string): Promise<boolean> {
  const { rows } = await database.ownerPool.query<{ asset_id: AssetId }>(
    `select f.asset_id from cases.file f join cases."case" c on c.id = f.case_id where c.short_no = $1`,
    [no],
  );
  const answers = await Promise.all(rows.map(async ({ asset_id }) => mayReadFile(world, who, asset_id)));
  return rows.length > 0 && answers.every(Boolean);
}

test('two departments at once: each begins with its own place, and a success does not wait for a refusal', async () => {
  const no = await filed({ ...shop, tobacco: 'yes' });
  const parts = await partsBy(no);
  assert.deepEqual([parts.sp?.state, parts.xf?.state, parts.yc?.state], ['started', 'started', 'started']);
  const clerk = await officer(world, sampleUnits.general, 'clerk');
  await take(clerk);
  assert.equal(await readable(clerk, parts.xf?.case ?? ''), true);
  await accept(world, clerk, { key: aKey(), case: parts.xf?.case ?? '' });
  await take(clerk);
  await refuse(world, clerk, {
    key: aKey(),
    case: parts.yc?.case ?? '',
    reason: '离学校太近。',
    remedy: '可以申请行政复议。',
  });
  await work();
  const now = await partsBy(no);
  assert.deepEqual(
    [now.sp?.state, now.xf?.state, now.yc?.state, now.ff?.state],
    ['started', 'started', 'refused', 'waiting'],
  );
  assert.equal(await outcomeOf(no), null);
});
