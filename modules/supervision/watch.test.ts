import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { accept, decideCase, deliver, refuse, type ShortNo } from '#cases';
import { logAccess, type Officer, type Resident, type Role } from '#identity';
import { inTransaction, readCursor, stoppedClock, type World } from '#kernel';
import { alarmFile, alarms, recompute, watch } from '#supervision';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from '../cases/testing.ts';
import { sources } from './feed/sources.ts';
import type { Source } from './feed/source.ts';

const HOUR_MS = 3_600_000;
const { gaj } = sampleUnits;
const decision = { reason: '符合条件', article: '《中华人民共和国居民身份证法》第十一条' };
let clock: ReturnType<typeof stoppedClock>;
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  clock = stoppedClock('2026-11-23T01:00:00Z');
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());
beforeEach(() =>
  clock.advance(24 * HOUR_MS - ((clock.now().getTime() - Date.parse('2026-11-23T01:00:00Z')) % (24 * HOUR_MS))),
);

const on = (no: ShortNo) => ({ key: aKey(), case: no });
const all = async () => (await alarms(world.db, { size: 200 })).rows;
const found = async () => (await all()).map(({ rule }) => rule).toSorted();
const feed = async () =>
  (
    await database.ownerPool.query<{ name: string }>(
      `select source || ':' || key as name from supervision.feed order by seq`,
    )
  ).rows;

async function take(role: Role, minutes = 10): Promise<Officer> {
  const who = await officer(world, gaj, role);
  clock.advance(minutes * 60_000);
  await takeNext(world, who, { key: aKey() });
  return who;
}

async function acceptedCard(): Promise<ShortNo> {
  const no = await filedCase(world, zhang, 'LJ-GA-002');
  await accept(world, await take('clerk'), on(no));
  return no;
}

async function decided(no: ShortNo, minutes = 10): Promise<void> {
  await decideCase(world, await take('approver', minutes), { ...on(no), granted: true, ...decision });
}

/** Reads a case without ever having had it in hand. */
async function snoop(no: ShortNo): Promise<void> {
  const { officer: id } = await officer(world, gaj, 'examiner');
  const access = { officer: id, case: no, purpose: 'desk.purpose.examination', fields: ['case'] };
  await inTransaction(world.db, async (tx) => logAccess(tx, access));
}

const same = async () => {
  const { differences, events } = await recompute(world.db);
  assert.deepEqual(differences, []);
  return events;
};

test('an honest case, from filing to delivery, raises nothing', async () => {
  const no = await acceptedCard();
  clock.advance(2 * HOUR_MS);
  await decided(no);
  await deliver(world, await take('clerk'), { ...on(no), method: 'window', note: '' });
  const { fed, raised } = await watch(world);
  assert.ok(fed >= 7);
  assert.equal(raised, 0);
  assert.equal(await same(), fed);
});

test('what is closed minutes after it came, and who looks without working on it, is found once, whoever asks how often', async () => {
  const no = await filedCase(world, zhang, 'LJ-GA-002');
  await snoop(no);
  await accept(world, await take('clerk', 1), on(no));
  await decided(no, 1);
  await deliver(world, await take('clerk'), { ...on(no), method: 'window', note: '' });
  assert.equal((await watch(world)).raised, 2);
  assert.deepEqual(await watch(world), { fed: 0, raised: 0 });
  const [newest, ...others] = await all();
  assert.deepEqual(await found(), ['F-06', 'F-18']);
  const quick = [newest, ...others].find((alarm) => alarm?.rule === 'F-06') ?? assert.fail();
  assert.equal(quick.colour, 'yellow');
  assert.equal(quick.confidence, 0.8);
  assert.deepEqual(quick.facts, { why: 'atOnce', minutes: 2 });
  const file = (await alarmFile(world.db, quick.id)) ?? assert.fail();
  assert.deepEqual(
    file.evidence.map(({ event }) => event.type === 'act' && event.kind),
    ['approved'],
  );
  assert.equal(await alarmFile(world.db, 999_999n), undefined);
  await same();
});

test('alarms are read by class, colour, unit, case and time, page by page', async () => {
  const read = async (asked: object) => (await alarms(world.db, { size: 20, ...asked })).rows.map(({ rule }) => rule);
  const [one] = await all();
  assert.deepEqual(await read({ classes: ['F'] }), ['F-06', 'F-18']);
  assert.deepEqual(await read({ classes: ['T', 'P'] }), []);
  assert.deepEqual(await read({ colours: ['red'] }), []);
  assert.deepEqual(await read({ units: [one?.unit] }), ['F-06', 'F-18']);
  assert.deepEqual(await read({ units: [] }), []);
  assert.deepEqual(await read({ case: one?.case }), ['F-06', 'F-18']);
  assert.deepEqual(await read({ until: new Date('2026-11-23T00:00:00Z') }), []);
  const first = await alarms(world.db, { size: 1 });
  const second = await alarms(world.db, { size: 1, cursor: readCursor(first.next ?? null, 1) ?? assert.fail() });
  assert.deepEqual(
    [first, second].flatMap(({ rows }) => rows.map(({ rule }) => rule)),
    ['F-06', 'F-18'],
  );
  assert.equal(second.next, undefined);
});

test('who was sent back files again: found after a threshold was changed, and what was found before stays', async () => {
  const clerk = async (no: ShortNo) =>
    refuse(world, await take('clerk'), { ...on(no), reason: '不属于本机关', remedy: '可以申请行政复议' });
  await clerk(await filedCase(world, zhang, 'LJ-GA-001'));
  await world.db.insertInto('kernel.setting').values({ name: 'rules.refiledDays', value: 0 }).execute();
  await watch(world);
  clock.advance(HOUR_MS);
  const second = await filedCase(world, zhang, 'LJ-GA-001');
  assert.equal((await watch(world)).raised, 0);
  await clerk(second);
  await world.db.updateTable('kernel.setting').set({ value: 30 }).where('name', '=', 'rules.refiledDays').execute();
  await watch(world);
  await filedCase(world, zhang, 'LJ-GA-001');
  await watch(world);
  assert.deepEqual(await found(), ['F-06', 'F-11', 'F-18', 'P-04']);
  await same();
});

test('a read that appears behind a later one is shown all the same', async () => {
  const no = await filedCase(world, zhang, 'LJ-GA-002');
  let commit: () => void = () => assert.fail();
  const held = new Promise<void>((resolve) => (commit = resolve));
  const { officer: id } = await officer(world, gaj, 'examiner');
  const access = { officer: id, case: no, purpose: 'desk.purpose.examination', fields: ['case'] };
  let begun: () => void = () => assert.fail();
  const started = new Promise<void>((resolve) => (begun = resolve));
  const slow = inTransaction(world.db, async (tx) => {
    await logAccess(tx, access);
    begun();
    await held;
  });
  await started;
  await snoop(no);
  assert.equal((await watch(world)).raised, 1);
  commit();
  await slow;
  assert.deepEqual(await watch(world), { fed: 1, raised: 1 });
  assert.deepEqual(await watch(world), { fed: 0, raised: 0 });
  await same();
});

test('two who watch at the same moment raise each alarm once', async () => {
  const no = await filedCase(world, zhang, 'LJ-GA-002');
  await snoop(no);
  const before = (await all()).length;
  const both = await Promise.all([watch(world), watch(world), watch(world)]);
  await watch(world);
  assert.equal((await all()).length, before + 1);
  assert.ok(both.reduce((sum, { raised }) => sum + raised, 0) <= 1);
  await same();
});

test('whoever breaks off in the middle has done nothing, and the next one does it once', async () => {
  const no = await filedCase(world, zhang, 'LJ-GA-002');
  await snoop(no);
  const before = await feed();
  const broken: Source = {
    name: 'broken',
    emits: [],
    open: async () => Promise.resolve({ read: async () => Promise.reject(new Error('The line is down.')) }),
  };
  await assert.rejects(watch(world, [...sources, broken]), /line is down/);
  assert.deepEqual(await feed(), before);
  const { fed, raised } = await watch(world);
  assert.equal(raised, 1);
  assert.equal((await feed()).length, before.length + fed);
  await same();
});

test('whoever changes what was found, or remembered, is found out; the application itself cannot', async () => {
  await assert.rejects(world.db.deleteFrom('supervision.alarm').execute(), /permission denied/);
  await assert.rejects(world.db.updateTable('supervision.feed').set({ type: 'act' }).execute(), /permission denied/);
  await assert.rejects(database.ownerPool.query('delete from supervision.alarm'), /append|change/i);
  const { ownerPool } = database;
  await ownerPool.query('alter table supervision.alarm disable trigger append_only');
  await ownerPool.query(`update supervision.alarm set colour = 'blue' where rule = 'P-04'`);
  await ownerPool.query(`delete from supervision.alarm where rule = 'F-06'`);
  await ownerPool.query(
    `insert into supervision.alarm (rule, key, seq, at, colour, facts, evidence, raised_at)
     select 'T-01', 'invented', max(seq), now(), 'red', '{}', '{case:1}', now() from supervision.feed`,
  );
  await ownerPool.query(
    `update supervision.rule_state set state = '{"officers": [], "units": []}' where rule = 'F-18'`,
  );
  const { differences } = await recompute(world.db);
  const named = differences.map(({ of, what, name }) => `${of} ${what} ${name.slice(0, 4)}`);
  assert.deepEqual([...new Set(named)].toSorted(), [
    'alarm missing F-06',
    'alarm other P-04',
    'alarm unfounded T-01',
    'state other F-18',
  ]);
});
