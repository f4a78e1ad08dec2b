import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { stoppedClock, type World } from '#kernel';
import type { Officer, Resident, Role } from '#identity';
import { readLeaves } from '#ledger';
import { accept, caseView, decideAutomatically, deliver, passStage, taskView, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, nothingToReport, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';
import { AUTOMATIC_ITEM as ITEM, pinAutomatic } from './testing.ts';

const { gaj } = sampleUnits;
let database: TestDatabase;
let world: World;
let [zhang, he]: readonly Resident[] = [];
const clock = stoppedClock('2026-11-23T02:00:00Z');

before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  he = await resident(world, 'he-xiuying');
  await pinAutomatic(world);
});
after(async () => database.close());

const look = async () => decideAutomatically({ ...world, log: nothingToReport });
const on = (no: ShortNo) => ({ key: aKey(), case: no });
async function take(role: Role): Promise<Officer> {
  const who = await officer(world, gaj, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}
async function assertLawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}
function viewer(who: Resident | undefined): Resident {
  assert.ok(who);
  return who;
}

test('after a person has accepted, the platform looks before anybody examines, and grants what its table approves', async () => {
  const no = await filedCase(world, viewer(zhang), ITEM);
  assert.equal(await look(), 0, 'nobody has accepted it yet');
  await accept(world, await take('clerk'), on(no));
  const waiting = await caseView(world, viewer(zhang), no);
  assert.deepEqual([waiting.status, waiting.place?.queue], ['accepted', 'general-decision-automatic']);
  assert.equal(await look(), 1);
  const view = await caseView(world, viewer(zhang), no);
  assert.equal(view.outcome?.granted, true);
  assert.equal(view.outcome.article, '样例规定第一条');
  assert.equal(
    view.steps.some(({ stage }) => stage === 'examination'),
    false,
    'nobody has examined it, and nothing says so',
  );
  await deliver(world, await take('clerk'), { ...on(no), method: 'window', note: '' });
  await assertLawful();
});

test('what it does not approve goes along its route as it was drawn, at its own place', async () => {
  clock.advance(2 * 86_400_000);
  const no = await filedCase(world, viewer(he), ITEM);
  await accept(world, await take('clerk'), on(no));
  assert.equal(await look(), 1);
  const view = await caseView(world, viewer(he), no);
  assert.deepEqual([view.status, view.place?.queue, view.place?.stageName], ['accepted', 'gaj-examination', '审查']);
  const examiner = await take('examiner');
  const handed = (await taskView(world, examiner, no)).timeline.find(({ kind }) => kind === 'leftToPeople');
  assert.deepEqual([handed?.details.automatic?.reason, handed?.details.automatic?.rules[0]?.id], ['rule', 'late']);
  await passStage(world, examiner, { ...on(no), outcome: 'agree', opinion: '照片合格' });
  assert.equal((await caseView(world, viewer(he), no)).place?.queue, 'gaj-decision');
  await assertLawful();
});

test('while its queue is paused the platform waits as everybody does', async () => {
  const no = await filedCase(world, viewer(zhang), ITEM);
  await accept(world, await take('clerk'), on(no));
  const pause = async (index: string) =>
    database.ownerPool.query(`update queue.pool set paused_index = ${index} where code = 'general-decision-automatic'`);
  await pause('0');
  assert.equal(await look(), 0);
  await pause('null');
  assert.equal(await look(), 1);
  assert.equal((await caseView(world, viewer(zhang), no)).status, 'accepted');
});
