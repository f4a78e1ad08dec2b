import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDatabase, stoppedClock, type Database, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  accept,
  answerSupplement,
  attach,
  caseView,
  decideCase,
  deliver,
  fireDues,
  passStage,
  requestSupplement,
  submit,
  taskView,
  withdraw,
  type ShortNo,
} from '#cases';
import {
  aKey,
  anAsset,
  filledDraft,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
} from './testing.ts';

/**
 * With one connection whoever asks for a second one while a transaction is open waits for ever: sixteen who do so at the
 * same time stop a process that has sixteen.
 */
let database: TestDatabase;
let narrow: Database;
let world: World;
before(async () => {
  database = await freshDatabase();
  const whole = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(whole);
  narrow = openDatabase(database.url, { connections: 1, patienceMs: 3_000 });
  world = { ...whole, db: narrow.db };
});
after(async () => {
  await narrow.close();
  await database.close();
});

const { gaj, general } = sampleUnits;
const act = (no: string) => ({ key: aKey(), case: no });

async function filed(item?: string): Promise<ShortNo> {
  const zhang = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, zhang, item);
  return (await submit(world, zhang, { key: aKey(), draft, declared: true })).case;
}

test('a whole life of a case needs no more than one connection at a time', async () => {
  const zhang = await resident(world, 'zhang-wei');
  const [clerk, approver] = [await officer(world, gaj, 'clerk'), await officer(world, gaj, 'approver')];
  const no = await filed();
  await takeNext(world, clerk, { key: aKey() });
  await taskView(world, clerk, no);
  await requestSupplement(world, clerk, { ...act(no), items: [{ material: 1, text: '照片背景须为白色' }] });
  await attach(world, zhang, { target: { case: no, item: 0 }, asset: await anAsset(world, zhang.person) });
  await answerSupplement(world, zhang, act(no));
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, act(no));
  await takeNext(world, approver, { key: aKey() });
  await decideCase(world, approver, { ...act(no), granted: true, reason: '符合条件', article: '居民身份证法第十一条' });
  await takeNext(world, clerk, { key: aKey() });
  await deliver(world, clerk, { ...act(no), method: 'window', note: '' });
  assert.equal((await caseView(world, zhang, no)).status, 'delivered');
});

test('so does a case of a route that nobody drew, of one that somebody drew, and what time brings about', async () => {
  const zhang = await resident(world, 'zhang-wei');
  const [clerk, examiner] = [await officer(world, general, 'clerk'), await officer(world, general, 'examiner')];
  for (const item of ['LJ-YB-004', 'LJ-GC-001']) {
    const no = await filed(item);
    await takeNext(world, clerk, { key: aKey() });
    await accept(world, clerk, act(no));
    if (item === 'LJ-YB-004') {
      await takeNext(world, examiner, { key: aKey() });
      await passStage(world, examiner, { ...act(no), outcome: 'agree', opinion: '同意' });
    }
    await fireDues({ ...world, log: nothingToReport });
    await withdraw(world, zhang, act(no));
  }
  assert.equal(narrow.pool.totalCount, 1);
});
