import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { itemById, type ItemId } from '#catalogue';
import { stoppedClock, type World } from '#kernel';
import { accessesOf, type Officer, type Resident, type Role } from '#identity';
import { pinService } from '#publishing';
import { keepRoute } from '#routing';
import {
  accept,
  answerSupplement,
  attach,
  caseView,
  mayReadFile,
  passStage,
  requestSupplement,
  taskView,
  type ShortNo,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, anAsset, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';

const ROUTES = join(import.meta.dirname, '../../../db/seeds/routes');
const { gaj } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
const HOTEL = 'LJ-GA-010';
/** Of the same agency, without a route that somebody has drawn. */
const OTHER = 'LJ-GA-002';
const objecting = { outcome: 'object', opinion: '没有第二安全出口', ground: 'safety', article: '第四条' } as const;
const clock = stoppedClock('2026-11-23T02:00:00Z');
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

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}

async function accepted(item = HOTEL): Promise<ShortNo> {
  const no = await filedCase(world, zhang, item);
  await accept(world, await take(gaj, 'clerk'), { key: aKey(), case: no });
  return no;
}

/** The files of a case by the number of their material, as they lie in the database. */
async function filesOf(no: ShortNo): Promise<ReadonlyMap<number, string>> {
  const { rows } = await database.ownerPool.query<{ asset_id: string; material_no: number }>(
    'select f.asset_id, f.material_no from cases.file f join cases."case" c on c.id = f.case_id where c.short_no = $1',
    [no],
  );
  return new Map(rows.map(({ asset_id, material_no }) => [material_no, asset_id]));
}

const names = (view: Awaited<ReturnType<typeof taskView>>) =>
  view.answers.flatMap(({ rows }) => rows.map(({ name }) => name));

test('another department sees the pages and materials that the route says it needs, and what it does not see by name', async () => {
  const no = await accepted();
  const fire = await take(XFJ, 'examiner');
  const view = await taskView(world, fire, no);

  assert.deepEqual(names(view), ['applicantName', 'reason']);
  assert.deepEqual(
    view.materials.map((one) => one.no),
    [4, 5],
  );
  assert.equal(view.withheld?.reason, 'route');
  assert.deepEqual(view.withheld.answers, ['身份证号码', '联系电话', '联系地址']);
  assert.deepEqual(view.withheld.materials, ['营业执照', '安全管理制度']);
  const [seen] = await accessesOf(world.db, zhang.person);
  assert.deepEqual(seen?.fields, ['case', 'applicantName', 'reason'], 'the log says what was shown and nothing else');

  await passStage(world, fire, { key: aKey(), case: no, ...objecting });
  const lead = await taskView(world, await take(gaj, 'examiner'), no);
  assert.equal(lead.withheld, undefined);
  assert.equal(names(lead).includes('applicantIdentityNumber'), true);
  assert.deepEqual(
    lead.materials.map((one) => one.no),
    [1, 2, 3, 4, 5],
  );
  assert.equal(lead.timeline.find(({ kind }) => kind === 'passed')?.details.opinion, objecting.opinion);
  await passStage(world, await officer(world, gaj, 'examiner'), {
    key: aKey(),
    case: no,
    outcome: 'agree',
    opinion: '其余符合',
  });
});

test('files that a department need not see are refused at their own address, and no look is recorded', async () => {
  const no = await accepted();
  const fire = await take(XFJ, 'examiner');
  const files = await filesOf(no);
  const read = async (material: number) => mayReadFile(world, fire, (files.get(material) ?? '') as never);
  const looks = async () => (await accessesOf(world.db, zhang.person)).filter(({ fields }) => fields[0] === 'file');

  const before_ = (await looks()).length;
  await assert.rejects(read(2), { code: 'cases.file-not-needed', status: 403 });
  await assert.rejects(read(3), { code: 'cases.file-not-needed' });
  assert.equal((await looks()).length, before_);
  assert.equal(await read(4), true);
  assert.equal((await looks()).length, before_ + 1);

  const other = await anAsset(world, zhang.person);
  assert.equal(await mayReadFile(world, fire, other), false, 'a file of nobody’s case looks like none');
  await passStage(world, fire, { key: aKey(), case: no, ...objecting });
  assert.equal(await read(4), false, 'with the task done it is nobody’s to read');
  const lead = await take(gaj, 'examiner');
  assert.equal(await mayReadFile(world, lead, (files.get(2) ?? '') as never), true);
  await passStage(world, lead, {
    key: aKey(),
    case: no,
    outcome: 'object',
    opinion: '不符合',
    ground: 'site',
    article: '第四条',
  });
});

test('where a route says nothing a department sees what is applied for, and no particulars of a person', async () => {
  const item = await itemById(world.db, OTHER as ItemId);
  assert.ok(item);
  const silent = readFileSync(join(ROUTES, `${HOTEL}.bpmn`), 'utf8').replaceAll(
    / tongban:(pages|materials)="[^"]*"/g,
    '',
  );
  const route = await keepRoute(world.db, silent);
  await pinService(world.db, { version: item.version, service: { route, decisions: {} }, at: clock.now() });

  const no = await accepted(OTHER);
  const view = await taskView(world, await take(XFJ, 'examiner'), no);
  assert.equal(view.withheld?.reason, 'least');
  const { answers } = await caseView(world, zhang, no);
  const filed = answers.flatMap(({ rows }) => rows);
  const particulars = filed.filter(({ kind }) => kind === 'identity-number' || kind === 'phone');
  assert.ok(particulars.length > 1 && names(view).length > 1);
  assert.deepEqual(
    names(view).filter((name) => particulars.some((row) => row.name === name)),
    [],
  );
  const replaced = item.elements.materials.filter(({ replacedBy }) => replacedBy !== undefined);
  assert.ok(replaced.length > 0);
  assert.deepEqual(
    view.withheld.materials,
    replaced.map(({ name }) => name),
    'what a certificate or a look-up stands for',
  );
  await passStage(world, await officer(world, XFJ, 'examiner'), { key: aKey(), case: no, ...objecting });
});

test('what was missing at first was handed in for whoever accepts: no other department reads the list or opens its files', async () => {
  const no = await filedCase(world, zhang, HOTEL);
  const clerk = await take(gaj, 'clerk');
  await requestSupplement(world, clerk, { key: aKey(), case: no, items: [{ text: '请补身份证复印件' }] });
  const asset = await anAsset(world, zhang.person);
  await attach(world, zhang, { target: { case: no, item: 0 }, asset });
  await answerSupplement(world, zhang, { key: aKey(), case: no, note: '' });
  await accept(world, await take(gaj, 'clerk'), { key: aKey(), case: no });

  const fire = await take(XFJ, 'examiner');
  const view = await taskView(world, fire, no);
  assert.equal(view.supplement, undefined);
  assert.equal(inspect(view, { depth: null }).includes('身份证复印件'), false);
  await assert.rejects(mayReadFile(world, fire, asset), { code: 'cases.file-not-needed' });
});
