import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import type { World } from '#kernel';
import { accept, caseView, decideCase, passStage, readShortNo, type ShortNo } from '#cases';
import type { Officer, Resident, Role } from '#identity';
import { readLeaves } from '#ledger';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, officer, resident, seedCity, takeNext } from '../cases/testing.ts';
import { applicationView, fileApplication, progress, recordVisit, seedBundles, visitDesk } from '#bundles';
import { filledBundle } from './testing.ts';

const units: Readonly<Record<string, string>> = {
  general: '11530700DEMA00259N',
  scj: '11530700DEMA00072P',
  cgj: '11530700DEMA00099F',
  gcj: '11530700DEMA00208E',
};
const roles: Readonly<Record<string, Role>> = { acceptance: 'clerk', examination: 'examiner', decision: 'approver' };
let database: TestDatabase;
let world: World;
let zhang: Resident;
let no: string;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  await seedBundles(world);
  zhang = await resident(world, 'zhang-wei');
  const draft = await filledBundle(world, zhang, {
    oldTown: 'no',
    licence: 'yes',
    area: 'small',
    crowded: 'no',
    sign: 'yes',
    fitting: 'no',
    tobacco: 'no',
    utilities: 'no',
  });
  ({ no } = await fileApplication(world, zhang, { key: aKey(), draft, declared: true }));
});
after(async () => database.close());

/** What the worker does with the jobs that the acts have added. */
async function work(): Promise<void> {
  const { rows } = await database.ownerPool.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'bundles.progress' order by j.id`,
  );
  for (const { payload } of rows) await progress(world, payload);
}

async function caseOf(node: string): Promise<ShortNo> {
  const { rows } = await database.ownerPool.query<{ no: string }>(
    `select c.short_no as no from bundles.part p join cases."case" c on c.id = p.case_id
     join bundles.application a on a.id = p.application_id where a.no = $1 and p.node = $2`,
    [no, node],
  );
  const found = readShortNo(rows[0]?.no ?? '');
  assert.ok(found);
  return found;
}

const placesOf = async (part: ShortNo) => (await caseView(world, zhang, part)).places;

async function taken(queue: string, stage: string): Promise<Officer> {
  const who = await officer(world, units[queue.split('-')[0] ?? ''] ?? '', roles[stage] ?? 'clerk');
  await takeNext(world, who, { key: aKey() });
  return who;
}

/** Accepts a part, and lets every department agree. */
async function examined(node: string): Promise<ShortNo> {
  const part = await caseOf(node);
  for (;;) {
    const place = (await placesOf(part)).find(({ stage }) => stage === 'acceptance' || stage === 'examination');
    if (place === undefined) return part;
    const who = await taken(place.queue, place.stage);
    if (place.stage === 'acceptance') await accept(world, who, { key: aKey(), case: part });
    else await passStage(world, who, { key: aKey(), case: part, outcome: 'agree', opinion: '符合要求' });
    await work();
  }
}

async function decided(part: ShortNo, granted: boolean): Promise<void> {
  const [place] = await placesOf(part);
  assert.equal(place?.stage, 'decision');
  const who = await taken(place.queue, place.stage);
  const why = granted ? '符合条件' : '招牌遮挡消防登高面';
  await decideCase(world, who, { key: aKey(), case: part, granted, reason: why, article: '《行政许可法》第三十八条' });
  await work();
}

test('no decision opens before the joint visit is on record; then each department decides for itself', async () => {
  const [food, sign] = [await examined('sp'), await examined('zp')];
  assert.deepEqual([await placesOf(food), await placesOf(sign)], [[], []]);

  const scj = await officer(world, units.scj ?? '', 'examiner');
  const [visit] = await visitDesk(world, scj);
  assert.deepEqual([visit?.no, visit?.node, visit?.services.length], [no, 'hc', 2]);
  const record = {
    key: aKey(),
    no,
    node: 'hc',
    on: '2026-11-23',
    findings: '市市场监管局、市城管局到场，店面与图纸一致。',
  };
  await assert.rejects(recordVisit(world, scj, { ...record, findings: '' }), { name: 'InvalidInput' });
  await recordVisit(world, scj, record);
  await assert.rejects(recordVisit(world, scj, { ...record, key: aKey() }), { code: 'bundles.visited' });
  await work();

  await decided(food, true);
  await decided(sign, false);
  const view = await applicationView(world, zhang, no);
  assert.equal(view.outcome?.kind, 'partly');
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});
