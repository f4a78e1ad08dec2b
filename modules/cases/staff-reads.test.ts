import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import { accessesOf } from '#identity';
import { attach, caseView, mayReadFile, submit, taskView } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, anAsset, filledDraft, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
});
after(async () => database.close());

test('each time an officer reads a case or a file of it, the person can see who, why and what; nobody else’s look is', async () => {
  const owner = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, owner);
  const asset = await anAsset(world, owner.person);
  await attach(world, owner, { target: { draft, material: 1 }, asset });
  const { case: no } = await submit(world, owner, { draft, key: aKey(), declared: true });
  const clerk = await officer(world, sampleUnits.gaj, 'clerk');
  const approver = await officer(world, sampleUnits.gaj, 'approver');
  const reads = async () => accessesOf(world.db, owner.person);

  // Neither taking, nor the applicant's own look, nor a look that is refused.
  await takeNext(world, clerk, { key: aKey() });
  await caseView(world, owner, no);
  assert.equal(await mayReadFile(world, owner, asset), true);
  await assert.rejects(taskView(world, approver, no), { code: 'kernel.not-found' });
  assert.equal(await mayReadFile(world, approver, asset), false);
  assert.deepEqual(await reads(), []);

  await taskView(world, clerk, no);
  assert.equal(await mayReadFile(world, clerk, asset), true);
  await taskView(world, clerk, no);
  const [again, file, first] = await reads();
  assert.deepEqual(again && { ...again, at: undefined }, first && { ...first, at: undefined });
  assert.deepEqual([first?.purpose, first?.case, first?.unitName], ['desk.purpose.acceptance', no, '丽江市公安局']);
  assert.deepEqual([file?.purpose, file?.case, file?.fields], ['desk.purpose.acceptance', no, ['file']]);
  const { answers } = await caseView(world, owner, no);
  const names = answers.flatMap(({ rows }) => rows.map(({ name }) => name));
  assert.deepEqual(first?.fields, ['case', ...names]);
  assert.equal((await reads()).length, 3);
});
