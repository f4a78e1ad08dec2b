import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inTransaction, type Tx } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { clocksOf, extendClock, resumeClocks, startClock, startClocks, stopClocks, suspendClocks } from './index.ts';
import { acceptance, at, day, started } from './testing.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

const act = async <T>(work: (tx: Tx) => Promise<T>) => inTransaction(database.db, work);
const decision = { kind: 'statutory', limit: { value: 20, unit: 'workday' } } as const;
const hearing = { kind: '听证', basis: '行政许可法 45', plannedEnd: day('2026-12-04') };

async function only(subject: string, now: string) {
  const [clock] = await clocksOf(database.db, subject, at(now));
  assert.ok(clock);
  return clock;
}

test('a clock that runs says what is left, and who looks later sees less', async () => {
  const subject = await started(database.db);

  const first = await only(subject, '2026-11-23T11:00');
  assert.deepEqual([first.state, first.remaining.value, first.percentUsed, first.isOver], ['running', 5, 0, false]);
  assert.equal(first.dueOn.toString(), '2026-11-30');

  const last = await only(subject, '2026-11-30T23:59');
  assert.deepEqual([last.remaining.value, last.percentUsed, last.isOver], [0, 99, false]);
  const over = await only(subject, '2026-12-02T00:00');
  assert.deepEqual([over.remaining.value, over.percentUsed, over.isOver], [-2, 100, true]);
});

test('the same clock is not started twice, nor a second round while the first runs; after it, it is', async () => {
  const start = acceptance();
  await act(async (tx) => startClock(tx, start, start.startedAt));
  const again = async (changes: object) => act(async (tx) => startClock(tx, { ...start, ...changes }, start.startedAt));
  await assert.rejects(again({}), { code: 'clocks.started-already' });
  await assert.rejects(again({ round: 2 }), { code: 'clocks.started-already' });

  const moment = at('2026-11-24T10:00');
  await act(async (tx) => stopClocks(tx, { subject: start.subject }, { at: moment, now: moment }));
  await assert.rejects(again({}), { code: 'clocks.started-already' });
  await again({ round: 2, startedAt: moment });

  const clocks = await clocksOf(database.db, start.subject, moment);
  assert.deepEqual(
    clocks.map(({ round, state }) => [round, state]),
    [
      [1, 'stopped'],
      [2, 'running'],
    ],
  );
});

test('of two that start the same clock at the same moment, one does', async () => {
  const start = acceptance();
  const both = await Promise.allSettled(
    [1, 2].map(async () => act(async (tx) => startClock(tx, start, start.startedAt))),
  );
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
});

test('a refused clock takes with it whatever its act wrote', async () => {
  const [one, other] = [acceptance(), acceptance({ limit: { value: 0, unit: 'workday' } })];
  await assert.rejects(
    act(async (tx) => {
      await startClock(tx, one, one.startedAt);
      await startClocks(tx, [other], other.startedAt);
    }),
    { code: 'clocks.limit-not-positive' },
  );
  assert.deepEqual(await clocksOf(database.db, one.subject, one.startedAt), []);
});

test('tasks of one case have clocks of their own', async () => {
  const subject = randomUUID();
  const task = { subject, kind: 'task', legal: false } as const;
  await started(database.db, { ...task, n: 1 });
  await started(database.db, { ...task, n: 2 });
  const moment = at('2026-11-25T10:00');
  await act(async (tx) => stopClocks(tx, { subject, kinds: ['task'], n: 1 }, { at: moment, now: moment }));
  assert.deepEqual((await clocksOf(database.db, subject, moment)).map(({ n, state }) => [n, state]).toSorted(), [
    [1, 'stopped'],
    [2, 'running'],
  ]);
});

test('where the clock of the server jumps back behind the start of a clock, it stops at its start', async () => {
  const subject = await started(database.db);
  const before = at('2026-11-23T09:59');
  assert.equal(await act(async (tx) => stopClocks(tx, { subject }, { at: before, now: before })), 1);
  const [clock] = await clocksOf(database.db, subject, at('2026-11-25T10:00'));
  assert.equal(clock?.stoppedAt?.toISOString(), clock?.startedAt.toISOString());
});

test('a clock that stops keeps what it had used; stopping it again changes nothing', async () => {
  const subject = await started(database.db);
  const stop = async (moment: string) =>
    act(async (tx) => stopClocks(tx, { subject }, { at: at(moment), now: at(moment) }));
  assert.equal(await stop('2026-11-25T10:00'), 1);
  assert.equal(await stop('2026-11-27T10:00'), 0);

  const later = await only(subject, '2027-05-01T10:00');
  assert.equal(later.stoppedAt?.toISOString(), at('2026-11-25T10:00').toISOString());
  assert.deepEqual([later.elapsed.value, later.isOver], [2, false]);
});

test('a suspension moves the deadline by its days, and back when it ends early', async () => {
  const subject = await started(database.db, decision);
  assert.equal((await only(subject, '2026-11-23T11:00')).dueOn.toString(), '2026-12-21');

  await act(async (tx) => suspendClocks(tx, { subject, ...hearing }, at('2026-11-24T10:00')));
  const still = await only(subject, '2026-11-26T10:00');
  assert.deepEqual([still.state, still.suspension?.basis, still.elapsed.value], ['suspended', '行政许可法 45', 1]);
  assert.equal(still.dueOn.toString(), '2026-12-31', 'eight working days later');

  await act(async (tx) => resumeClocks(tx, { subject }, at('2026-11-26T15:00')));
  const again = await only(subject, '2026-11-26T16:00');
  assert.deepEqual([again.state, again.dueOn.toString()], ['running', '2026-12-23']);
});

test('what is suspended, resumed or extended twice, or not at all, is refused', async () => {
  const subject = await started(database.db, decision);
  const now = at('2026-11-24T10:00');
  const later = at('2026-11-26T10:00');
  const suspend = async () => act(async (tx) => suspendClocks(tx, { subject, ...hearing }, now));
  const resume = async () => act(async (tx) => resumeClocks(tx, { subject }, later));
  await suspend();
  await assert.rejects(suspend(), { code: 'clocks.suspension-twice' });
  await resume();
  await assert.rejects(resume(), { code: 'clocks.not-suspended' });

  const extend = async (when: string) =>
    act(async (tx) =>
      extendClock(tx, { subject, kind: 'statutory', value: 10, unit: 'workday', basis: '行政许可法 42' }, at(when)),
    );
  await extend('2026-11-27T10:00');
  await assert.rejects(extend('2026-11-27T10:00'), { code: 'clocks.extended-already' });
  await assert.rejects(extend('2027-02-27T10:00'), { code: 'clocks.extended-too-late' });
  assert.equal((await only(subject, '2026-11-27T11:00')).dueOn.toString(), '2027-01-06');

  const accepting = await started(database.db);
  const other = async () => act(async (tx) => suspendClocks(tx, { subject: accepting, ...hearing }, now));
  await assert.rejects(other(), { code: 'clocks.nothing-to-suspend' });
});

test('a task that opens while its case is suspended stands still as well', async () => {
  const subject = await started(database.db, decision);
  await act(async (tx) => suspendClocks(tx, { subject, ...hearing }, at('2026-11-24T10:00')));
  await started(database.db, { subject, kind: 'task', n: 1, startedAt: at('2026-11-25T10:00') });
  const clocks = await clocksOf(database.db, subject, at('2026-11-26T10:00'));
  assert.deepEqual(
    clocks.map(({ kind, state }) => [kind, state]),
    [
      ['statutory', 'suspended'],
      ['task', 'suspended'],
    ],
  );
  assert.equal(clocks[1]?.dueOn.toString(), '2026-12-11', 'five working days after 4 December');
});

test('each move of a deadline keeps its reason', async () => {
  const subject = await started(database.db, decision);
  await act(async (tx) => suspendClocks(tx, { subject, ...hearing }, at('2026-11-24T10:00')));
  await act(async (tx) => resumeClocks(tx, { subject }, at('2026-11-26T15:00')));
  const { rows } = await database.pool.query<{ reason: string }>(
    `select p.reason from clocks.projection p join clocks.clock c on c.id = p.clock_id where c.subject = $1 order by p.id`,
    [subject],
  );
  assert.deepEqual(
    rows.map(({ reason }) => reason),
    ['started', 'suspended', 'resumed'],
  );
});

test('nothing that was written of a clock can be rewritten', async () => {
  for (const table of [
    'suspension',
    'suspension_end',
    'extension',
    'projection',
    'rung',
    'calendar_change',
    'calendar_day',
  ])
    await assert.rejects(database.pool.query(`delete from clocks.${table}`), /permission denied/);
});
