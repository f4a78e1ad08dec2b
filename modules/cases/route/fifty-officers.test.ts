import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { systemClock, Refusal, type World } from '#kernel';
import { itemById, type ItemId } from '#catalogue';
import { appointOfficer, grantRole, unitByUscc, type Officer, type SessionId } from '#identity';
import { readLeaves } from '#ledger';
import { pinService } from '#publishing';
import { assign } from '#queue';
import { exportRoute, keepRoute } from '#routing';
import { accept, caseView, passStage, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { publishNow } from '../../ledger/testing.ts';
import { day, draw } from '../../routing/testing.ts';
import { caseById } from '../case-store.ts';
import { takeNext as takeOnce } from '../take-next.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, strangers, takeNext } from '../testing.ts';
import { routeTasks } from './task-store.ts';

const ITEM = 'LJ-JY-002' as ItemId;
const OFFICERS = 50;
const PARTS = 10;
const CASES = 5;
const { general } = sampleUnits;
let database: TestDatabase;
let world: World;
let cases: readonly ShortNo[];
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, systemClock);
  await seedCity(world);
  await pinWideRoute();
  const zhang = await resident(world, 'zhang-wei');
  const clerk = await officer(world, general, 'clerk');
  const filed: ShortNo[] = [];
  for (let count = 0; count < CASES; count += 1) {
    const no = await filedCase(world, zhang, ITEM);
    await takeNext(world, clerk, { key: aKey() });
    await accept(world, clerk, { key: aKey(), case: no });
    filed.push(no);
  }
  cases = filed;
  await publishNow(world);
});
after(async () => database.close());

/** Ten parts at the same time; nobody of these departments is known here, so that all of them wait in one queue. */
async function pinWideRoute(): Promise<void> {
  const departments = Array.from({ length: PARTS }, (_, at) => `department-${at}`);
  const joint = { departments, completion: { rule: 'all' } } as const;
  const route = draw({ start: 'start', all: { kind: 'user', joint, budget: day(1) }, last: 'user', end: 'end' }, [
    'start all',
    'all last',
    'last end',
  ]);
  const item = await itemById(world.db, ITEM);
  assert.ok(item);
  const version = await keepRoute(world.db, await exportRoute(route));
  await pinService(world.db, { version: item.version, service: { route: version, decisions: {} }, at: new Date() });
}

async function examiners(): Promise<readonly Officer[]> {
  const unit = await unitByUscc(world.db, general);
  assert.ok(unit);
  const people = await strangers(world, OFFICERS);
  return Promise.all(
    people.map(async ({ person }): Promise<Officer> => {
      const grant = { role: 'examiner', unit: unit.id, region: '530700' } as const;
      const id = await appointOfficer(world, { person, unit: unit.id });
      await grantRole(world, id, grant);
      await assign(world, id, ['general-examination']);
      return { kind: 'officer', session: randomUUID() as SessionId, officer: id, unit: unit.id, roles: [grant] };
    }),
  );
}

/** Takes and passes until the queue is empty; a page that says "one moment" is asked again, as people do. */
async function work(who: Officer): Promise<number> {
  let passed = 0;
  for (;;) {
    const taken = await takeOnce(world, who, { key: aKey() }).catch((error: unknown) => {
      if (error instanceof Refusal && ['queue.empty', 'queue.settling'].includes(error.code)) return error.code;
      throw error;
    });
    if (taken === 'queue.empty') return passed;
    if (typeof taken === 'string') continue;
    await passStage(world, who, { key: aKey(), case: taken.case, outcome: 'agree', opinion: '同意' });
    passed += 1;
  }
}

test(`${OFFICERS} officers end the parallel tasks of the same cases at once: no join is lost or doubled`, async () => {
  const publisher = setInterval(() => void publishNow(world).catch(() => undefined), 300);
  const counts = await Promise.all((await examiners()).map(async (who) => work(who))).finally(() => {
    clearInterval(publisher);
  });
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    CASES * (PARTS + 1),
  );

  const zhang = await resident(world, 'zhang-wei');
  for (const no of cases) {
    const { places } = await caseView(world, zhang, no);
    assert.deepEqual(
      places.map(({ stage }) => stage),
      ['decision'],
    );
    const id = await database.ownerPool.query<{ id: string }>('select id from cases."case" where short_no = $1', [no]);
    const record = await caseById(world.db, id.rows[0]?.id ?? '');
    const tasks = await routeTasks(world.db, record?.id ?? '');
    assert.equal(tasks.filter(({ element }) => element === 'last').length, 1);
    assert.ok(tasks.every(({ ended }) => ended === 'passed'));
  }
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});
