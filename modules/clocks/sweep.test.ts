import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inTransaction, stoppedClock, type Tx } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import {
  clocksOf,
  rungsOf,
  startClocks,
  stopClocks,
  suspendClocks,
  sweepClocks,
  type RaisedRung,
  type RungHandlers,
} from './index.ts';
import { acceptance, at, day, started } from './testing.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

const told: unknown[] = [];
const log = { error: (facts: object) => void told.push(facts) };

async function sweep(now: string, handlers: RungHandlers = {}): Promise<number> {
  return sweepClocks({ db: database.db, clock: stoppedClock(at(now)), log }, { handlers, most: 3 });
}

const seen = async (subject: string) => (await rungsOf(database.db, subject)).map(({ rung }) => rung);
const failing =
  (subjects: readonly string[]) =>
  async (_: Tx, { clock }: RaisedRung) => {
    if (subjects.includes(clock.subject)) throw new Error('The handler broke.');
    return Promise.resolve();
  };

test('what is due comes to pass once, at its legal moment, and what is not due does not', async () => {
  const subject = await started(database.db);
  assert.equal(await sweep('2026-11-27T23:59:59'), 0);
  assert.equal(await sweep('2026-11-28T00:00'), 1);
  assert.equal(await sweep('2026-11-28T00:00'), 0);
  await sweep('2026-12-09T10:00');
  const [warn, deemed] = await rungsOf(database.db, subject);
  assert.deepEqual([warn?.rung, warn?.legalAt], ['warn', at('2026-11-28T00:00')]);
  assert.deepEqual(
    [deemed?.rung, deemed?.legalAt, deemed?.raisedAt],
    ['deemed', at('2026-12-01T00:00'), at('2026-12-09T10:00')],
  );
});

test('after an outage an effect begins what follows from it, each at the moment at which the law had it', async () => {
  const receipt = acceptance();
  await inTransaction(database.db, async (tx) => startClocks(tx, [receipt], receipt.startedAt));
  const { subject } = receipt;
  const moments: string[] = [];
  const handlers: RungHandlers = {
    acceptance: async (tx, { rung, clock, legalAt, raisedAt }) => {
      if (rung !== 'deemed' || clock.subject !== subject) return;
      await stopClocks(tx, { subject, kinds: ['acceptance'] }, { at: legalAt, now: raisedAt });
      const decision = { ...receipt, kind: 'promised', openedAt: legalAt } as const;
      await startClocks(tx, [decision], raisedAt);
    },
    promised: async (_, { rung, legalAt }) => Promise.resolve(void moments.push(`${rung} ${legalAt.toISOString()}`)),
  };
  await sweep('2026-12-20T10:00', handlers);

  assert.deepEqual(await seen(subject), ['warn', 'deemed', 'warn', 'due', 'late']);
  assert.deepEqual(moments, [
    `warn ${at('2026-12-01T00:00').toISOString()}`,
    `due ${at('2026-12-01T00:00').toISOString()}`,
    `late ${at('2026-12-04T00:00').toISOString()}`,
  ]);
});

test('what an effect stops does not come to pass any more', async () => {
  const subject = await started(database.db, { kind: 'supplement' });
  await started(database.db, { subject, kind: 'answer', limit: { value: 6, unit: 'workday' } });
  await sweep('2026-12-20T10:00', {
    supplement: async (tx, { rung, clock, legalAt, raisedAt }) => {
      if (rung === 'lapse') await stopClocks(tx, { subject: clock.subject }, { at: legalAt, now: raisedAt });
    },
  });
  assert.deepEqual(await seen(subject), ['remind1', 'remind2', 'lapse']);
});

test('a handler that breaks leaves nothing behind, stops nobody else, and is tried again', async () => {
  const start = { kind: 'statutory' } as const;
  const subjects = [];
  for (let count = 0; count < 5; count += 1) subjects.push(await started(database.db, start));
  const [first = '', second = ''] = subjects;
  told.length = 0;
  await sweep('2026-12-20T10:00', { statutory: failing([first, second]) });
  assert.deepEqual(await Promise.all(subjects.map(seen)), [[], [], ['late'], ['late'], ['late']]);
  assert.equal(told.length, 2);

  await sweep('2026-12-21T10:00', { statutory: failing([]) });
  assert.deepEqual(await Promise.all(subjects.map(seen)), [['late'], ['late'], ['late'], ['late'], ['late']]);
});

test('of ten workers that sweep at once each rung comes from one', async () => {
  const subjects = [];
  for (let count = 0; count < 20; count += 1) subjects.push(await started(database.db));
  let effects = 0;
  const handlers: RungHandlers = {
    acceptance: async (tx) => {
      await tx.selectFrom('kernel.setting').select('name').execute();
      effects += 1;
    },
  };
  const raised = await Promise.all(Array.from({ length: 10 }, async () => sweep('2026-12-20T10:00', handlers)));
  const whole = raised.reduce((sum, each) => sum + each, 0);
  assert.deepEqual([whole, effects], [40, 40]);
  for (const subject of subjects) assert.deepEqual(await seen(subject), ['warn', 'deemed']);
});

test('a subject that its own module holds is left for the next sweep', async () => {
  const subject = await started(database.db);
  const world = { db: database.db, clock: stoppedClock(at('2026-12-20T10:00')), log };
  const locked: string[] = [];
  const lockSubject = async (_: Tx, each: string) => Promise.resolve(each !== subject || locked.push(each) > 1);
  assert.equal(await sweepClocks(world, { handlers: {}, lockSubject }), 0);
  assert.deepEqual(await seen(subject), []);
  await sweepClocks(world, { handlers: {}, lockSubject });
  assert.deepEqual(await seen(subject), ['warn', 'deemed']);
});

test('at its planned end a suspension is over by itself, and says so', async () => {
  const subject = await started(database.db, { kind: 'statutory', limit: { value: 10, unit: 'workday' } });
  const hearing = { subject, kind: '听证', basis: '行政许可法 45', plannedEnd: day('2026-11-27') };
  await inTransaction(database.db, async (tx) => suspendClocks(tx, hearing, at('2026-11-24T10:00')));
  const resumed: RaisedRung[] = [];
  const statutory = async (_: Tx, rung: RaisedRung) => Promise.resolve(void resumed.push(rung));
  await sweep('2026-11-28T00:01', { statutory });

  assert.deepEqual([resumed[0]?.rung, resumed[0]?.legalAt], ['resume', at('2026-11-28T00:00')]);
  const [clock] = await clocksOf(database.db, subject, at('2026-12-07T10:00'));
  assert.deepEqual([clock?.state, clock?.suspensions[0]?.endedAt], ['running', at('2026-11-28T00:00')]);
  assert.equal(clock?.dueOn.toString(), '2026-12-10');
});

test('a server clock that was put back finds nothing due, and nothing comes to pass twice', async () => {
  const subject = await started(database.db);
  await sweep('2026-11-28T00:01');
  assert.equal(await sweep('2026-11-20T00:01'), 0);
  await sweep('2026-11-28T00:01');
  assert.deepEqual(await seen(subject), ['warn']);
});
