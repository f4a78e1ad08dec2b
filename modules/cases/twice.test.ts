import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import { actFor, findOrganisationByCreditCode, readSession, residentOf } from '#identity';
import { attach, detachFile, discardDraft, draftView, myCases, saveDraftPage, startDraft, submit } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { demoSession } from '../identity/testing.ts';
import { aKey, anAsset, filledDraft, resident, seedCity } from './testing.ts';

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
});
after(async () => database.close());

test('an application that is begun twice at once is one draft; with another key it is another', async () => {
  const owner = await resident(world, 'mu-yulong');
  const key = aKey();
  const begin = async () => startDraft(world, owner, { key, item: 'LJ-GA-002' });
  const [one, two] = await Promise.all([begin(), begin()]);
  assert.deepEqual(one, two);
  assert.deepEqual(await begin(), one);
  assert.equal((await myCases(world, owner)).drafts.length, 1);
  await startDraft(world, owner, { key: aKey(), item: 'LJ-GA-002' });
  assert.equal((await myCases(world, owner)).drafts.length, 2);
  await assert.rejects(startDraft(world, owner, { key, item: 'LJ-GJ-001' }), { code: 'idempotency.mismatch' });
});

test('a page that is saved twice, and a file that is taken back twice, are saved and gone once', async () => {
  const owner = await resident(world, 'he-xiuying');
  const { draft } = await startDraft(world, owner, { key: aKey(), item: 'LJ-GA-002' });
  const [page] = (await draftView(world, owner, draft)).pages;
  assert.ok(page);
  const save = async () =>
    saveDraftPage(world, owner, { draft, page: page.id, input: { applicantPhone: '13800000001' } });
  const [saved, again] = [await save(), await save()];
  assert.deepEqual(saved, again);

  const asset = await anAsset(world, owner.person);
  await attach(world, owner, { target: { draft, material: 1 }, asset });
  const files = async () => (await draftView(world, owner, draft)).materials.flatMap((material) => material.files);
  assert.equal((await files()).length, 1);
  await Promise.all([detachFile(world, owner, { draft, asset }), detachFile(world, owner, { draft, asset })]);
  assert.deepEqual(await files(), []);
});

test('a draft that is thrown away twice is gone, and a case it became meanwhile stays', async () => {
  const owner = await resident(world, 'he-xiuying');
  const { draft } = await startDraft(world, owner, { key: aKey(), item: 'LJ-GA-002' });
  await discardDraft(world, owner, { draft });
  await assert.rejects(discardDraft(world, owner, { draft }), { code: 'kernel.not-found' });

  const filed = await filledDraft(world, owner);
  const { case: no } = await submit(world, owner, { draft: filed, key: aKey(), declared: true });
  await assert.rejects(discardDraft(world, owner, { draft: filed }), { code: 'kernel.not-found' });
  assert.ok((await myCases(world, owner)).cases.rows.some((each) => each.no === no));
});

test('whoever chooses twice for whom they act, acts for them', async () => {
  const signedIn = { ...world, config: { demo: true } };
  const token = await demoSession(world, 'li-ming');
  const agent = residentOf(await readSession(signedIn, token));
  const company = await findOrganisationByCreditCode(world, '91530702DEMA002676');
  for (let times = 0; times < 2; times += 1) await actFor(world, agent, company);
  assert.equal(residentOf(await readSession(signedIn, token)).organisation, company);
});
