import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { inTransaction, stoppedClock, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { readLeaves } from '#ledger';
import { accept, beginSpecial, caseView, endSpecial, withdraw, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { findCase } from '../case-store.ts';
import { aKey, filedCase, newOfficer, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';
import { resumeSpecial } from './end-special.ts';
import { specialsOf } from './special-store.ts';

const { general } = sampleUnits;
/** An item that lists an expert review (专家评审) among its special procedures. */
const ITEM = 'LJ-YB-004';
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
let examiner: Officer;
let colleague: Officer;
let head: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  clerk = await officer(world, general, 'clerk');
  examiner = await officer(world, general, 'examiner');
  head = await officer(world, general, 'approver');
  colleague = await newOfficer(world, { unit: general, role: 'examiner', pools: ['general-examination'] });
});
after(async () => database.close());

const findings = async () => checkFairness((await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => bytes));
const recordOf = async (no: ShortNo) => {
  const record = await findCase(world.db, no);
  if (record === undefined) throw new Error('There is no such case.');
  return record;
};
const said = {
  kind: '专家评审时间不计入,须书面告知所需时间',
  plannedEnd: '2026-12-11',
  reason: '需要专家评审，约十个工作日',
};

async function underReview(): Promise<ShortNo> {
  const no = await filedCase(world, zhang, ITEM);
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, { key: aKey(), case: no });
  await takeNext(world, examiner, { key: aKey() });
  return no;
}

test('an expert review that the item lists stops the work at its place until a result is written down', async () => {
  const no = await underReview();
  await beginSpecial(world, examiner, { key: aKey(), case: no, ...said });
  const [begun] = await specialsOf(world.db, (await recordOf(no)).id);
  assert.equal(begun?.plannedEnd.toString(), '2026-12-11');
  const [told] = (await caseView(world, zhang, no)).timeline;
  assert.equal(told?.kind, 'specialBegun');
  assert.match(told.details.basis ?? '', /第四十五条/);

  const result = { special: begun.id, result: '专家评审已完成，意见见评审纪要' };
  await assert.rejects(endSpecial(world, colleague, { key: aKey(), ...result }), { code: 'kernel.not-found' });
  await endSpecial(world, head, { key: aKey(), ...result });
  await assert.rejects(endSpecial(world, examiner, { key: aKey(), ...result }), { code: 'cases.special-ended' });
  const [ended] = (await caseView(world, zhang, no)).timeline;
  assert.equal(ended?.kind, 'specialEnded');
  assert.equal(ended.details.note, result.result);
  assert.deepEqual(await findings(), []);
  await withdraw(world, zhang, { key: aKey(), case: no });
});

test('at its planned end the work goes on by itself, once', async () => {
  const no = await underReview();
  await beginSpecial(world, examiner, { key: aKey(), case: no, ...said });
  const { id: caseId } = await recordOf(no);
  const [begun] = await specialsOf(world.db, caseId);
  const at = new Date('2026-12-12T00:00:00+08:00');
  const resume = async () =>
    inTransaction(world.db, async (tx) => resumeSpecial(tx, world, { id: begun?.id ?? '', at }));
  assert.deepEqual([await resume(), await resume()], [true, false]);
  assert.equal((await specialsOf(world.db, caseId))[0]?.endedBy, undefined);
  assert.deepEqual(await findings(), []);
  await withdraw(world, zhang, { key: aKey(), case: no });
});

test('what the item does not list stops nothing, and neither does a day that has come', async () => {
  const no = await underReview();
  const begin = async (changed: Partial<typeof said>) =>
    beginSpecial(world, examiner, { key: aKey(), case: no, ...said, ...changed });
  await assert.rejects(begin({ kind: '领导出差' }), { code: 'cases.special-not-listed' });
  await assert.rejects(begin({ plannedEnd: '2026-11-23' }), { name: 'InvalidInput' });
  await assert.rejects(begin({ plannedEnd: '2028-01-01' }), { name: 'InvalidInput' });
  await assert.rejects(begin({ reason: '' }), { name: 'InvalidInput' });
  assert.deepEqual(await specialsOf(world.db, (await recordOf(no)).id), []);
  await withdraw(world, zhang, { key: aKey(), case: no });
});

test('with the case its special procedure ends', async () => {
  const no = await underReview();
  await beginSpecial(world, examiner, { key: aKey(), case: no, ...said });
  await withdraw(world, zhang, { key: aKey(), case: no });
  const [row] = await specialsOf(world.db, (await recordOf(no)).id);
  assert.ok(row?.endedAt);
  assert.deepEqual(await findings(), []);
});
