import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import type { Officer, Resident, Role } from '#identity';
import type { KeptRoute, Step, StepRefusal } from '#routing';
import { accept, fireDues, passStage, replayAll, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, nothingToReport, officer, resident, sampleUnits, seedCity, takeNext } from '../../testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const { gaj, general } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
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
  await takeNext(world, who, { key: aKey() });
  return who;
}

/** A hotel's licence in which the fire brigade has objected, and a road permit on which the police were silent. */
async function twoHistories(): Promise<readonly ShortNo[]> {
  const hotel = await filedCase(world, zhang, 'LJ-GA-010');
  await accept(world, await take(gaj, 'clerk'), on(hotel));
  const objection = {
    outcome: 'object',
    opinion: '没有第二安全出口',
    ground: 'safety',
    article: '样例规范 5.5.8',
  } as const;
  await passStage(world, await take(XFJ, 'examiner'), { ...on(hotel), ...objection });
  const road = await filedCase(world, zhang, 'LJ-CG-002');
  await accept(world, await take(general, 'clerk'), on(road));
  clock.advance(5 * 86_400_000);
  assert.equal(await fireDues({ ...world, log: nothingToReport }), 1);
  return [hotel, road];
}

test('the gate plays what the database has recorded, running or closed, and finds an engine that is another', async () => {
  const [hotel, road] = await twoHistories();
  assert.deepEqual(await replayAll(world), { same: 2, steps: 4, unrecorded: 0, differing: [] });

  const other = (kept: KeptRoute): KeptRoute => {
    const advance: typeof kept.engine.advance = (...args) => objecting(kept.engine.advance(...args));
    return { ...kept, engine: { ...kept.engine, advance } };
  };
  const { same, differing } = await replayAll(world, other);
  assert.equal(same, 0);
  assert.deepEqual(
    differing.map(({ case: no, step, what }) => [no, step, what]),
    [
      [hotel, 1, 'marking.outcomes'],
      [road, 1, 'marking.outcomes'],
    ],
  );
  assert.deepEqual(differing[0]?.elements, ['fire']);
});

/** What was agreed is taken for an objection, and the other way round. */
function objecting(step: Step | StepRefusal): Step | StepRefusal {
  if ('code' in step) return step;
  const outcomes = Object.fromEntries(
    Object.entries(step.marking.outcomes).map(([task, said]) => [task, said === 'agree' ? 'object' : 'agree'] as const),
  );
  return { ...step, marking: { ...step.marking, outcomes } };
}

test('a case that is not where its history ends is told, and what was never recorded is counted', async () => {
  await database.ownerPool.query(`update cases."case" set route = jsonb_set(route, '{marking,next}', '99')
    where short_no = (select short_no from cases."case" order by ref limit 1)`);
  const { differing } = await replayAll(world);
  assert.deepEqual(
    differing.map(({ what }) => what),
    ['the case is not where its history ends'],
  );
  await database.ownerPool.query(
    `update cases."case" set data_key = null where ref = (select max(ref) from cases."case")`,
  );
  assert.equal((await replayAll(world)).unrecorded, 1);
});
