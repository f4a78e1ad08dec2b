import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  accept,
  answerSupplement,
  attach,
  beginSpecial,
  decideAutomatically,
  decideCase,
  deliver,
  handOver,
  passStage,
  requestSupplement,
  taskView,
  withdraw,
  type ShortNo,
} from '#cases';
import type { Officer, Resident, Role } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { alarms, recompute, watch } from '#supervision';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  AUTOMATIC_ITEM,
  aKey,
  anAsset,
  filedCase,
  newOfficer,
  nothingToReport,
  officer,
  pinAutomatic,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
  visited,
} from '../cases/testing.ts';

const HOUR_MS = 3_600_000;
const { gaj, general } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
const decision = { reason: '符合条件', article: '《旅馆业治安管理办法》第四条' };
const clock = stoppedClock('2026-03-23T01:00:00Z');
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

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  clock.advance(900_000);
  await takeNext(world, who, { key: aKey() });
  return who;
}

/** What was raised since the last time. */
async function raised(): Promise<readonly string[]> {
  const before = await alarms(world.db, { size: 200 });
  await watch(world);
  const { rows } = await alarms(world.db, { size: 200 });
  assert.deepEqual((await recompute(world.db)).differences, []);
  return rows.filter(({ id }) => !before.rows.some((known) => known.id === id)).map(({ rule }) => rule);
}

test('two departments, a visit, a decision and a delivery', async () => {
  const no = await filedCase(world, zhang, 'LJ-GA-010');
  const clerk = await take(gaj, 'clerk');
  await taskView(world, clerk, no);
  await accept(world, clerk, on(no));
  const fire = await take(XFJ, 'examiner');
  await taskView(world, fire, no);
  await passStage(world, fire, { ...on(no), outcome: 'agree', opinion: '疏散通道符合要求' });
  await passStage(world, await take(gaj, 'examiner'), { ...on(no), outcome: 'agree', opinion: '符合' });
  const visitor = await take(gaj, 'examiner');
  await visited(world, visitor, no);
  await passStage(world, visitor, { ...on(no), outcome: 'agree', opinion: '现场一致' });
  await decideCase(world, await take(gaj, 'approver'), { ...on(no), granted: true, ...decision });
  await deliver(world, await take(gaj, 'clerk'), { ...on(no), method: 'window', note: '' });
  assert.deepEqual(await raised(), []);
});

test('an objection of a department, and a refusal', async () => {
  const no = await filedCase(world, zhang, 'LJ-GA-010');
  await accept(world, await take(gaj, 'clerk'), on(no));
  const object = { outcome: 'object', ground: 'safety', article: '《建筑设计防火规范》5.5.8' } as const;
  await passStage(world, await take(XFJ, 'examiner'), { ...on(no), ...object, opinion: '没有第二安全出口' });
  await passStage(world, await take(gaj, 'examiner'), { ...on(no), outcome: 'agree', opinion: '其余符合' });
  await decideCase(world, await take(gaj, 'approver'), { ...on(no), granted: false, ...decision });
  assert.deepEqual(await raised(), []);
});

test('a supplement, and a colleague to whom the case is handed', async () => {
  clock.advance(22 * HOUR_MS);
  const no = await filedCase(world, zhang, 'LJ-GA-002');
  const asking = await take(gaj, 'clerk');
  await requestSupplement(world, asking, { ...on(no), items: [{ material: 1, text: '照片背景须为白色' }] });
  await attach(world, zhang, { target: { case: no, item: 0 }, asset: await anAsset(world, zhang.person) });
  await answerSupplement(world, zhang, on(no));
  const clerk = await take(gaj, 'clerk');
  const colleague = await newOfficer(world, { unit: gaj, role: 'clerk', pools: ['gaj-acceptance'] });
  await handOver(world, clerk, { ...on(no), to: colleague.officer, reason: '我要去外地开会，请同事接着办' });
  await taskView(world, colleague, no);
  await accept(world, colleague, on(no));
  assert.deepEqual(await raised(), []);
  await withdraw(world, zhang, { ...on(no), reason: '' });
});

test('an expert review that begins in good time', async () => {
  const no = await filedCase(world, zhang, 'LJ-YB-004');
  await accept(world, await take(general, 'clerk'), on(no));
  const examiner = await take(general, 'examiner');
  const said = { kind: '专家评审时间不计入,须书面告知所需时间', plannedEnd: '2026-04-10', reason: '需要专家评审' };
  await beginSpecial(world, examiner, { ...on(no), ...said });
  assert.deepEqual(await raised(), []);
  const { rows } = await database.ownerPool.query<{ event: { special?: object } }>(
    `select event from supervision.feed where event->>'kind' = 'specialBegun'`,
  );
  assert.equal(rows.length, 1);
  assert.deepEqual(Object.keys(rows[0]?.event.special ?? {}).toSorted(), ['id', 'plannedEnd']);
  await withdraw(world, zhang, { ...on(no), reason: '' });
});

test('what the platform decides by itself is quick by right', async () => {
  await pinAutomatic(world);
  const no = await filedCase(world, await resident(world, 'he-xiuying'), AUTOMATIC_ITEM);
  await accept(world, await take(gaj, 'clerk'), on(no));
  await decideAutomatically({ ...world, log: nothingToReport });
  await deliver(world, await take(gaj, 'clerk'), { ...on(no), method: 'window', note: '' });
  assert.deepEqual(await raised(), []);
  const { rows } = await database.ownerPool.query<{ kind: string }>(
    `select event->>'kind' as kind from supervision.feed where event->>'automatic' = 'true' order by seq`,
  );
  assert.deepEqual(
    rows.map(({ kind }) => kind).filter((kind) => kind === 'approved'),
    ['approved'],
  );
});

test('whoever makes the queue forget the first of it is seen in the public log, and named to supervision alone', async () => {
  const first = await filedCase(world, zhang, 'LJ-GA-001');
  const second = await filedCase(world, zhang, 'LJ-GA-001');
  const hide = async (state: string) =>
    database.ownerPool.query(
      `update queue.ticket set state = $1 from cases."case" c where c.id = case_id and c.short_no = $2`,
      [state, first],
    );
  await hide('held');
  const clerk = await officer(world, gaj, 'clerk');
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: second });
  await hide('waiting');
  assert.deepEqual((await raised()).toSorted(), ['F-01', 'P-02']);
  const [alarm] = (await alarms(world.db, { size: 1 })).rows;
  assert.equal(alarm?.officer, clerk.officer);
  assert.deepEqual(
    alarm.evidence.map((name) => name.split(':')[0]),
    ['log'],
  );
});
