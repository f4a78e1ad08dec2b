import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clocksOf } from '#clocks';
import { stoppedClock, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { accept, decideExtension, proposeExtension, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { findCase } from '../case-store.ts';
import { aKey, filedCase, newOfficer, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';
import { extensionsOf } from './extension-store.ts';

const { general } = sampleUnits;
const ITEM = 'LJ-YB-004';
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
let head: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  clerk = await officer(world, general, 'clerk');
  head = await officer(world, general, 'approver');
});
after(async () => database.close());

const idOf = async (no: ShortNo) => (await findCase(world.db, no))?.id ?? '';

/** A case under examination, in the hand of an officer of its own. */
async function underReview(): Promise<{ readonly no: ShortNo; readonly examiner: Officer }> {
  const no = await filedCase(world, zhang, ITEM);
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, { key: aKey(), case: no });
  const examiner = await newOfficer(world, { unit: general, role: 'examiner', pools: ['general-examination'] });
  await takeNext(world, examiner, { key: aKey() });
  return { no, examiner };
}

const why = { workdays: 10, reason: '现场情况复杂，需要补充核实' };
const last = async (no: ShortNo) => (await extensionsOf(world.db, await idOf(no))).at(-1)?.id ?? '';
const dueOn = async (no: ShortNo, kind: string) =>
  (await clocksOf(world.db, await idOf(no), clock.now())).find((each) => each.kind === kind)?.dueOn.toString();

test('a longer time is proposed by one and granted by another, once, and moves the limit', async () => {
  const { no, examiner } = await underReview();
  const before = await dueOn(no, 'promised');
  await proposeExtension(world, examiner, { key: aKey(), case: no, ...why });
  const extension = await last(no);
  const answer = { key: aKey(), extension, granted: true, answer: '同意延长' };
  await assert.rejects(decideExtension(world, examiner, answer), { code: 'kernel.not-found' });
  await decideExtension(world, head, answer);
  assert.ok(((await dueOn(no, 'promised')) ?? '') > (before ?? '9'));
  await assert.rejects(decideExtension(world, head, { ...answer, key: aKey() }), { code: 'cases.extension-answered' });
  await assert.rejects(proposeExtension(world, examiner, { key: aKey(), case: no, ...why }), {
    code: 'cases.extended-already',
  });
});

test('what is not granted moves nothing, and may be proposed again; too many days are nobody’s to propose', async () => {
  const { no, examiner } = await underReview();
  const before = await dueOn(no, 'promised');
  await assert.rejects(proposeExtension(world, examiner, { key: aKey(), case: no, ...why, workdays: 11 }), {
    name: 'InvalidInput',
  });
  await proposeExtension(world, examiner, { key: aKey(), case: no, ...why });
  await decideExtension(world, head, { key: aKey(), extension: await last(no), granted: false, answer: '请按期办结' });
  assert.equal(await dueOn(no, 'promised'), before);
  await proposeExtension(world, examiner, { key: aKey(), case: no, ...why, workdays: 5 });
});

test('after the limit nothing is made longer', async () => {
  const { no, examiner } = await underReview();
  await proposeExtension(world, examiner, { key: aKey(), case: no, ...why });
  clock.advance(60 * 86_400_000);
  const answer = { key: aKey(), extension: await last(no), granted: true, answer: '同意延长' };
  await assert.rejects(decideExtension(world, head, answer), { code: 'clocks.extended-too-late' });
  assert.equal((await extensionsOf(world.db, await idOf(no))).at(-1)?.decision, undefined);
});
