import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { stoppedClock, Refusal, type World } from '#kernel';
import type { Officer, Resident, Role } from '#identity';
import { readLeaves } from '#ledger';
import {
  accept,
  caseView,
  decideCase,
  deliver,
  deskView,
  fireDues,
  passStage,
  taskView,
  track,
  withdraw,
  type ShortNo,
  type CaseClock,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  aKey,
  filedCase,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
  visited,
} from '../testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const { gaj, general } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
const DAY_MS = 86_400_000;
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

const on = (no: ShortNo) => ({ key: aKey(), case: no });
const view = async (no: ShortNo) => caseView(world, zhang, no);

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}

/** A hotel's licence (旅馆业特种行业许可), accepted: two departments have it at once. */
async function acceptedHotel(): Promise<ShortNo> {
  const no = await filedCase(world, zhang, 'LJ-GA-010');
  await accept(world, await take(gaj, 'clerk'), on(no));
  return no;
}

async function assertLawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}

const ofTask = (clocks: readonly CaseClock[]) =>
  clocks.flatMap(({ kind, dueOn, left }) => (kind === 'task' ? [[dueOn, left.value]] : []));

const decision = { reason: '符合条件', article: '《旅馆业治安管理办法》第四条' };

test('departments work on a case at the same time, and the decision waits for all of them', async () => {
  const no = await acceptedHotel();
  const both = await view(no);
  assert.deepEqual(
    both.places.map(({ stageName, department, queue }) => [stageName, department, queue]),
    [
      ['审查', '市公安局', 'gaj-examination'],
      ['消防安全意见', '市消防救援支队', 'xfj-examination'],
    ],
  );
  assert.deepEqual(
    both.places.map(({ dueOn }) => dueOn?.toString()),
    ['2026-11-25', '2026-11-25'],
  );

  const fire = await take(XFJ, 'examiner');
  const own = [(await deskView(world, fire)).inHand?.clocks ?? [], (await taskView(world, fire, no)).clocks];
  for (const clocks of own) assert.deepEqual(ofTask(clocks), [['2026-11-25', 2]]);
  await passStage(world, fire, { ...on(no), outcome: 'agree', opinion: '疏散通道符合要求' });
  assert.deepEqual(
    (await view(no)).places.map(({ stageName }) => stageName),
    ['审查'],
  );
  await assert.rejects(take(gaj, 'approver'), { code: 'queue.empty' });

  const police = await take(gaj, 'examiner');
  await passStage(world, police, { ...on(no), outcome: 'agree', opinion: '系统登记符合要求' });
  assert.deepEqual(
    (await view(no)).places.map(({ stageName }) => stageName),
    ['现场核查'],
  );
  const holder = await take(gaj, 'examiner');
  await visited(world, holder, no);
  await passStage(world, holder, { ...on(no), outcome: 'agree', opinion: '现场与申请一致' });

  await assertDecidable(no);
});

/** Whoever decides sees what every department said, and then the case goes on to delivery. */
async function assertDecidable(no: ShortNo): Promise<void> {
  const approver = await take(gaj, 'approver');
  const { timeline, steps } = await taskView(world, approver, no);
  assert.deepEqual(
    timeline.filter(({ kind }) => kind === 'passed').map(({ unit, stageName }) => [unit, stageName]),
    [
      ['市公安局', '现场核查'],
      ['市公安局', '审查'],
      ['市消防救援支队', '消防安全意见'],
    ],
  );
  assert.ok(steps.every(({ state }) => state === 'done' || state === 'now' || state === 'later'));
  await decideCase(world, approver, { ...on(no), granted: true, ...decision });
  await deliver(world, await take(gaj, 'clerk'), { ...on(no), method: 'window', note: '' });
  await assertLawful();
}

test('an objection has a ground and an article, and the route leaves out what needs consent', async () => {
  const no = await acceptedHotel();
  const fire = await take(XFJ, 'examiner');
  const bare = { ...on(no), outcome: 'object', opinion: '没有第二安全出口' } as const;
  await assert.rejects(passStage(world, fire, bare as unknown as Parameters<typeof passStage>[2]), {
    name: 'InvalidInput',
  });
  await passStage(world, fire, { ...bare, ground: 'safety', article: '《建筑设计防火规范》5.5.8' });
  await passStage(world, await take(gaj, 'examiner'), { ...on(no), outcome: 'agree', opinion: '其余符合' });

  const { places, steps } = await view(no);
  assert.deepEqual(
    places.map(({ stage }) => stage),
    ['decision'],
  );
  assert.equal(
    steps.some(({ name }) => name === '现场核查'),
    false,
  );
  const approver = await take(gaj, 'approver');
  const said = (await taskView(world, approver, no)).timeline.find(({ details }) => details.outcome === 'object');
  assert.deepEqual([said?.details.ground, said?.details.article], ['safety', '《建筑设计防火规范》5.5.8']);
  await decideCase(world, approver, { ...on(no), granted: false, ...decision, reason: '消防安全条件不符合' });
  await assertLawful();
});

test('silence is consent where a law says so, once, with the moment at which it became that', async () => {
  const no = await filedCase(world, zhang, 'LJ-CG-002');
  const clerk = await officer(world, general, 'clerk');
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, on(no));
  const names = async () => (await view(no)).places.map(({ stageName }) => stageName);
  assert.deepEqual(await names(), ['会签公安交管', '现场踏勘']);

  const reports = { ...world, log: nothingToReport };
  assert.equal(await fireDues(reports), 0);
  clock.advance(5 * DAY_MS);
  const fired = await Promise.all([fireDues(reports), fireDues(reports), fireDues(reports)]);
  assert.equal(
    fired.reduce((sum, count) => sum + count, 0),
    1,
  );

  assert.deepEqual(await names(), ['现场踏勘']);
  const silent = (await view(no)).timeline.find(({ kind }) => kind === 'consented');
  assert.deepEqual([silent?.unit, silent?.details.basis], ['市公安局', '《丽江市城市道路管理办法》第十二条(样例)']);
  await assertLawful();
});

test('who withdraws takes the case from every department, and whoever had it in hand is told so', async () => {
  const no = await acceptedHotel();
  const fire = await take(XFJ, 'examiner');
  await withdraw(world, zhang, { ...on(no), reason: '' });
  assert.deepEqual((await view(no)).places, []);
  await assert.rejects(
    passStage(world, fire, { ...on(no), outcome: 'agree', opinion: '疏散通道符合要求' }),
    (error) => error instanceof Refusal && error.code === 'kernel.not-found',
  );
  await assertLawful();
});

test('somebody who tracks a case sees every department that has it, and no opinion', async () => {
  const no = await acceptedHotel();
  const { queryCode } = await view(no);
  const seen = await track(world, { no, code: queryCode, address: '127.0.0.1' });
  assert.equal(seen.places.length, 2);
});
