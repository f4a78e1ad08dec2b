import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { stoppedClock, type World } from '#kernel';
import { officersOf, unitByUscc, type Officer, type Resident, type Role } from '#identity';
import { readLeaves } from '#ledger';
import { changeView, saveChange, startChange } from '#publishing';
import { accept, caseView, decideCase, passStage, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';
import { endNow } from '../../publishing/testing.ts';

const CG = 'LJ-CG-001';
const clock = stoppedClock('2026-11-23T02:00:00Z');
const { general } = sampleUnits;
const CGJ = '11530700DEMA00099F';
const GCJ = '11530700DEMA00208E';
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
const agree = { outcome: 'agree', opinion: '符合要求' } as const;
const names = async (no: ShortNo) => (await caseView(world, zhang, no)).places.map(({ stageName }) => stageName);

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}

async function accepted(): Promise<ShortNo> {
  const no = await filedCase(world, zhang, CG);
  await accept(world, await take(general, 'clerk'), on(no));
  return no;
}

/** The bureau takes the visit out of the route: one proposes it, another publishes. */
async function publishWithoutVisit(): Promise<void> {
  const unit = await unitByUscc(world.db, general);
  const ids = unit === undefined ? [] : await officersOf(world.db, unit.id, 'bureau');
  const [one, two] = ids.map((id): Officer => ({ ...bureauOf(unit?.id), officer: id }));
  assert.ok(one && two);
  const { change } = await startChange(world, one, { key: aKey(), item: CG });
  const { change: now } = await changeView(world, one, change);
  const route = (now.parts.route ?? '').replace(
    'outcome.review = "agree" and outcome.heritage = "agree"',
    'outcome.review = "object" and outcome.heritage = "object"',
  );
  await saveChange(world, one, { change, revision: now.revision, route, decisions: [], note: '' });
  await endNow(world, one, { change, act: 'propose' });
  await endNow(world, two, { change, act: 'publish' });
}

function bureauOf(unit: Officer['unit'] | undefined): Officer {
  assert.ok(unit);
  const roles = [{ role: 'bureau', unit, region: '530700' }] as const;
  return {
    kind: 'officer',
    session: 'session' as Officer['session'],
    officer: 'nobody' as Officer['officer'],
    unit,
    roles,
  };
}

test('a route is changed while cases run: those finish on their own, the next goes by the new one', async () => {
  const before_ = await accepted();
  const filedBefore = await filedCase(world, zhang, CG);
  await publishWithoutVisit();
  const later = await filedCase(world, zhang, CG);
  for (const no of [filedBefore, later]) await accept(world, await take(general, 'clerk'), on(no));

  for (const unit of [CGJ, GCJ])
    for (const no of [before_, filedBefore, later])
      await passStage(world, await take(unit, 'examiner'), { ...on(no), ...agree });
  assert.deepEqual(await names(before_), ['现场踏勘']);
  assert.deepEqual(await names(filedBefore), ['现场踏勘']);
  assert.deepEqual(
    (await caseView(world, zhang, later)).places.map(({ stage }) => stage),
    ['decision'],
  );

  for (const no of [before_, filedBefore]) await passStage(world, await take(CGJ, 'examiner'), { ...on(no), ...agree });
  for (const no of [before_, filedBefore, later]) {
    const reason = { reason: '符合条件', article: '《城市市容和环境卫生管理条例》第十一条' };
    await decideCase(world, await take(general, 'approver'), { ...on(no), granted: true, ...reason });
  }
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});
