import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { clocksOf, rungsOf, sweepClocks, type ClockKind } from '#clocks';
import { stoppedClock, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { readLeaves } from '#ledger';
import {
  accept,
  answerSupplement,
  beginSpecial,
  caseRungs,
  caseView,
  endSpecial,
  lockCaseForTime,
  refuse,
  requestSupplement,
  withdraw,
  type ShortNo,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { findCase } from '../case-store.ts';
import { specialsOf } from '../special/special-store.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';

const { general } = sampleUnits;
/** An item that lists an expert review (专家评审) among its special procedures. */
const ITEM = 'LJ-YB-004';
const clock = stoppedClock('2026-11-23T02:00:00Z');
const nobody = { log: { error: (_facts: object, message: string) => assert.fail(message) } };
let database: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
let examiner: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  clerk = await officer(world, general, 'clerk');
  examiner = await officer(world, general, 'examiner');
});
after(async () => database.close());

const on = (no: ShortNo) => ({ key: aKey(), case: no });
const idOf = async (no: ShortNo) => (await findCase(world.db, no))?.id ?? '';
const sweep = async () =>
  sweepClocks({ ...world, ...nobody }, { handlers: caseRungs(world), lockSubject: lockCaseForTime });
const rungs = async (no: ShortNo) => (await rungsOf(world.db, await idOf(no))).map(({ rung }) => rung);
const findings = async () => checkFairness((await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => bytes));

async function clocks(no: ShortNo): Promise<Readonly<Record<string, string>>> {
  const views = await clocksOf(world.db, await idOf(no), clock.now());
  return Object.fromEntries(views.map(({ kind, round, state }) => [`${kind}${round > 1 ? round : ''}`, state]));
}

async function dueOn(no: ShortNo, kind: ClockKind): Promise<string | undefined> {
  const views = await clocksOf(world.db, await idOf(no), clock.now());
  return views.find((each) => each.kind === kind && each.state !== 'stopped')?.dueOn.toString();
}

function at(text: string): void {
  clock.advance(new Date(`${text}+08:00`).getTime() - clock.now().getTime());
}

async function accepted(): Promise<ShortNo> {
  const no = await filedCase(world, zhang, ITEM);
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, on(no));
  return no;
}

test('a case has the clocks that the law gives it, each from its event on, and none when it has ended', async () => {
  const no = await filedCase(world, zhang, ITEM);
  assert.deepEqual(await clocks(no), { acceptance: 'running' });
  assert.equal(await dueOn(no, 'acceptance'), '2026-11-30');
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, on(no));
  assert.deepEqual(await clocks(no), { acceptance: 'stopped', promised: 'running', task: 'running' });
  await withdraw(world, zhang, on(no));
  assert.deepEqual(await clocks(no), { acceptance: 'stopped', promised: 'stopped', task: 'stopped' });
});

test('a supplement stops acceptance only; what is handed in begins it anew', async () => {
  const no = await filedCase(world, zhang, ITEM);
  await takeNext(world, clerk, { key: aKey() });
  await requestSupplement(world, clerk, { ...on(no), items: [{ text: '请补一张照片' }] });
  assert.deepEqual(await clocks(no), { acceptance: 'stopped', supplement: 'running' });
  assert.equal(await dueOn(no, 'supplement'), '2026-12-14');
  clock.advance(3_600_000);
  await answerSupplement(world, zhang, { ...on(no), note: '见附件' });
  assert.deepEqual(await clocks(no), { acceptance: 'stopped', supplement: 'stopped', acceptance2: 'running' });
  await withdraw(world, zhang, on(no));
});

test('nobody answers: the platform was away for days, and the case is accepted as of the day of receipt all the same', async () => {
  const received = clock.now();
  const no = await filedCase(world, zhang, ITEM);
  at('2026-12-01T00:00');
  await takeNext(world, clerk, { key: aKey() });
  await assert.rejects(accept(world, clerk, on(no)), { code: 'cases.deemed-by-now' });
  await assert.rejects(
    refuse(world, clerk, { ...on(no), reason: '不属于本部门职权', article: '第三十二条', remedy: '可以申请行政复议' }),
    {
      code: 'cases.deemed-by-now',
    },
  );
  at('2026-12-04T09:00');
  await sweep();
  await sweep();
  assert.deepEqual(await rungs(no), ['warn', 'deemed']);
  const { status, timeline } = await caseView(world, zhang, no);
  assert.equal(status, 'accepted');
  assert.equal(timeline[0]?.kind, 'deemedAccepted');
  const decision = (await clocksOf(world.db, await idOf(no), clock.now())).find(({ kind }) => kind === 'promised');
  assert.ok(decision);
  assert.equal(decision.startedAt.toISOString(), received.toISOString());
  assert.equal(decision.openedAt.toISOString(), new Date('2026-12-01T00:00+08:00').toISOString());
  assert.deepEqual(await findings(), []);
  await withdraw(world, zhang, on(no));
});

test('what is not handed in: two reminders, then the end; each once, in order, and an answer afterwards is too late', async () => {
  const no = await filedCase(world, zhang, ITEM);
  await takeNext(world, clerk, { key: aKey() });
  await requestSupplement(world, clerk, { ...on(no), items: [{ text: '请补一张照片' }] });
  at('2026-12-20T09:00');
  await sweep();
  assert.deepEqual((await rungs(no)).slice(-1), ['remind1']);
  at('2026-12-26T00:30');
  await assert.rejects(answerSupplement(world, zhang, { ...on(no), note: '见附件' }), { code: 'cases.lapsed-by-now' });
  await sweep();
  assert.deepEqual((await rungs(no)).slice(-3), ['remind1', 'remind2', 'lapse']);
  const { status, timeline } = await caseView(world, zhang, no);
  assert.equal(status, 'terminated');
  assert.equal(timeline[0]?.kind, 'terminated');
  assert.deepEqual(await findings(), []);
});

test('a special procedure moves the deadline; at its planned end the clocks and the work go on by themselves', async () => {
  const no = await accepted();
  await takeNext(world, examiner, { key: aKey() });
  const before = await dueOn(no, 'promised');
  await beginSpecial(world, examiner, {
    ...on(no),
    kind: '专家评审时间不计入,须书面告知所需时间',
    plannedEnd: '2027-01-08',
    reason: '需要专家评审，约十个工作日',
  });
  assert.equal((await clocks(no)).promised, 'suspended');
  assert.ok(((await dueOn(no, 'promised')) ?? '') > (before ?? ''));
  at('2027-01-09T00:01');
  await sweep();
  assert.equal((await clocks(no)).promised, 'running');
  const { timeline } = await caseView(world, zhang, no);
  assert.equal(timeline.filter(({ kind }) => kind === 'specialEnded').length, 1);
  await withdraw(world, zhang, on(no));
});

test('a result that comes sooner gives the days back', async () => {
  const no = await accepted();
  await takeNext(world, examiner, { key: aKey() });
  await beginSpecial(world, examiner, {
    ...on(no),
    kind: '专家评审时间不计入,须书面告知所需时间',
    plannedEnd: '2027-01-29',
    reason: '需要专家评审，约十个工作日',
  });
  const planned = await dueOn(no, 'promised');
  clock.advance(2 * 86_400_000);
  const [special] = await specialsOf(world.db, await idOf(no));
  await endSpecial(world, examiner, { key: aKey(), special: special?.id ?? '', result: '专家评审已完成' });
  assert.equal((await clocks(no)).promised, 'running');
  assert.ok(((await dueOn(no, 'promised')) ?? '') < (planned ?? ''));
  await withdraw(world, zhang, on(no));
  assert.deepEqual(await findings(), []);
});
