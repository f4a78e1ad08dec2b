import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, publishAgain, type ItemId } from '#catalogue';
import { inTransaction, openJson, stoppedClock, type World } from '#kernel';
import type { Officer, Resident, Role } from '#identity';
import { pinnedService, pinService, type ReadyText } from '#publishing';
import { accept, passStage, taskView, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { findCase } from '../case-store.ts';
import { eventContext } from '../event-context.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';

const { gaj } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
/** Police and fire brigade work on it together. */
const HOTEL = 'LJ-GA-010';
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}

/** Publishes the hotel's service again with other texts. */
async function publishTexts(texts: readonly ReadyText[]): Promise<void> {
  const item = (await itemById(world.db, HOTEL as ItemId)) ?? assert.fail();
  const service = (await pinnedService(world.db, item.version)) ?? assert.fail();
  await inTransaction(world.db, async (tx) => {
    const at = world.clock.now();
    const version = (await publishAgain(tx, { item: item.id, base: item.version, at })) ?? assert.fail();
    await pinService(tx, { version, service: { ...service, texts }, at });
  });
}

const text = (own: Partial<ReadyText>): ReadyText => ({
  act: 'agree',
  name: '同意',
  text: '同意。',
  article: '',
  department: '',
  ...own,
});

async function templatesOf(no: ShortNo): Promise<readonly unknown[]> {
  const record = (await findCase(world.db, no)) ?? assert.fail();
  const { rows } = await database.ownerPool.query<{ sealed: Buffer }>(
    `select sealed from cases.event where case_id = $1 and kind = 'passed' order by at`,
    [record.id],
  );
  return rows.map(({ sealed }) => {
    const opened = openJson(world.crypto, record.dataKey, eventContext(record.id), sealed);
    return (opened as { details: { template?: unknown } }).details.template;
  });
}

test('each department is offered its own texts and those for all, filled in as far as it sees; the act tells which was used', async () => {
  await publishTexts([
    text({ name: '消防合格', text: '{date}，{applicant}的{item}（{case}）消防安全检查合格。', department: XFJ }),
    text({ name: '公安合格', department: '11530700DEMA001013' }),
    text({ name: '都可以用' }),
  ]);
  const no = await filedCase(world, zhang, HOTEL);
  await accept(world, await take(gaj, 'clerk'), { key: aKey(), case: no });
  const fire = await take(XFJ, 'examiner');
  const view = await taskView(world, fire, no);
  const agreeing = view.texts.filter(({ act }) => act === 'agree');
  assert.deepEqual(
    agreeing.map(({ name }) => name),
    ['消防合格', '都可以用'],
  );
  const applicant = view.answers.flatMap(({ rows }) => rows).find(({ name }) => name === 'applicantName')?.text;
  assert.equal(
    agreeing[0]?.text,
    `2026年11月23日，${applicant}的${view.item.name}（${view.caseNo}）消防安全检查合格。`,
  );
  assert.ok(
    view.texts.some(({ act }) => act === 'object'),
    'for an act without any the platform has some',
  );

  const said = { outcome: 'agree', opinion: '合格，另见记录。' } as const;
  await passStage(world, fire, { key: aKey(), case: no, template: '消防合格', ...said });
  const police = await take(gaj, 'examiner');
  await passStage(world, police, { key: aKey(), case: no, template: '没有这一条', ...said });
  const { itemVersion } = (await findCase(world.db, no)) ?? assert.fail();
  assert.deepEqual(await templatesOf(no), [{ name: '消防合格', version: String(itemVersion) }, undefined]);
});

test('a case goes on with the texts of the version that it was filed under', async () => {
  const no = await filedCase(world, zhang, HOTEL);
  await publishTexts([text({ name: '新的' })]);
  await accept(world, await take(gaj, 'clerk'), { key: aKey(), case: no });
  const { texts } = await taskView(world, await take(XFJ, 'examiner'), no);
  assert.deepEqual(
    texts.filter(({ act }) => act === 'agree').map(({ name }) => name),
    ['消防合格', '都可以用'],
  );
});
