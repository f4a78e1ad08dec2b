import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type Refusal, type World } from '#kernel';
import { attach, caseView, draftView, saveDraftPage, startDraft, submit } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { findCase } from './case-store.ts';
import { casePlace, openContent } from './content.ts';
import { aKey, anAsset, filledDraft, resident, seedCity } from './testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
});
after(async () => database.close());

const RULES = 4;

test('nobody files as a company without acting for one', async () => {
  const owner = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, owner, 'LJ-SC-005');
  const claim = { capacity: 'organisation', organisationName: '别人的公司' };
  await assert.rejects(saveDraftPage(world, owner, { draft, page: 'operator', input: claim }), { status: 404 });
  const { pages, answers } = await draftView(world, owner, draft);
  assert.ok(pages.every(({ id }) => id !== 'organisation'));
  assert.ok(!('capacity' in answers));
});

test('once a draft is filed, the key of the case is in the row of the case alone', async () => {
  const owner = await resident(world, 'he-xiuying');
  const draft = await filledDraft(world, owner);
  const { case: no } = await submit(world, owner, { draft, key: aKey(), declared: true });
  const { dataKey } = (await findCase(world.db, no)) ?? assert.fail();
  for (const table of ['cases.draft', 'cases.event', 'cases.file', 'notifications.message', 'kernel.idempotency']) {
    const { rows } = await database.ownerPool.query<{ text: string }>(`select t::text as text from ${table} t`);
    assert.ok(!rows.some(({ text }) => text.includes(dataKey.toString('hex'))), table);
  }
  // Pressed again, it still leads to the case.
  assert.deepEqual(await submit(world, owner, { draft, key: aKey(), declared: true }), { case: no });
});

test('thirty files that arrive at once for one material are ten', async () => {
  const owner = await resident(world, 'he-xiuying');
  const { draft } = await startDraft(world, owner, { key: aKey(), item: 'LJ-GA-002' });
  const assets = await Promise.all(Array.from({ length: 30 }, async () => anAsset(world, owner.person)));
  const target = { draft, material: 1 };
  const arrived = await Promise.allSettled(assets.map(async (asset) => attach(world, owner, { target, asset })));
  const refused = arrived.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Refusal).code] : []));
  assert.deepEqual(
    refused,
    Array.from({ length: 20 }, () => 'materials.too-many'),
  );
  const { materials } = await draftView(world, owner, draft);
  assert.equal(materials.find(({ no }) => no === 1)?.files.length, 10);
});

test('what was answered or uploaded before a change of mind hid the question is not filed', async () => {
  const owner = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, owner, 'LJ-SC-005');
  const save = async (page: string, input: Record<string, string>) =>
    saveDraftPage(world, owner, { draft, page, input: { ...(await typedOf(page)), ...input } });
  const typedOf = async (page: string) => {
    const { form, answers } = await draftView(world, owner, draft);
    const names = form.layout.pages.find(({ id }) => id === page)?.fields.map(({ name }) => name) ?? [];
    const texts = names.flatMap((name) => (typeof answers[name] === 'string' ? [[name, answers[name]]] : []));
    return Object.fromEntries(texts) as Record<string, string>;
  };
  await save('kitchen', { dishes: 'outside', disinfector: '秘密消毒站', openKitchen: 'yes' });
  await save('rules', { rulesBy: 'own' });
  const asset = await anAsset(world, owner.person);
  await attach(world, owner, { target: { draft, material: RULES }, asset });

  await save('kitchen', { dishes: 'own', openKitchen: 'yes' });
  await save('rules', { rulesBy: 'template' });
  assert.equal((await draftView(world, owner, draft)).answers.disinfector, '秘密消毒站');
  const { case: no } = await submit(world, owner, { draft, key: aKey(), declared: true });

  const view = await caseView(world, owner, no);
  const record = (await findCase(world.db, no)) ?? assert.fail();
  const sealed = { place: casePlace(record.id), sealed: record.content };
  const { answers } = openContent(world.crypto, record.dataKey, sealed);
  assert.equal(answers.rulesBy, 'template');
  assert.ok(!('disinfector' in answers));
  assert.deepEqual(view.materials.find((material) => material.no === RULES)?.files, []);
  const filed = await database.ownerPool.query('select from cases.file where asset_id = $1', [asset]);
  const left = await database.ownerPool.query('select from cases.draft_file where asset_id = $1', [asset]);
  assert.deepEqual([filed.rowCount, left.rowCount], [0, 0]);
});
