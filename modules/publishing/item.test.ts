import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, itemByVersion, loadSearch, seedSample, type ItemId, type ServiceItem } from '#catalogue';
import { officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { posted } from '../catalogue/testing.ts';
import {
  changeView,
  editItem,
  formOf,
  formSheet,
  itemPreview,
  itemSheet,
  pinnedService,
  seedRoutes,
  startChange,
} from './index.ts';
import { endNow } from './testing.ts';

/** Has a route with several departments. */
const FOOD = 'LJ-SC-005';
/** Has a form that is made from its elements. */
const PLAIN = 'LJ-MZ-004';
let database: TestDatabase;
let world: World;
let first: Officer;
let second: Officer;
let keys = 0;
const key = () => `key-${String((keys += 1)).padStart(28, '0')}`;

before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedDemo(world);
  await seedSample(world);
  await seedPools(world);
  await seedRoutes(world);
  const unit = await unitByUscc(world.db, '11530700DEMA00259N');
  const [one, two] = unit === undefined ? [] : await officersOf(world.db, unit.id, 'bureau');
  assert.ok(unit !== undefined && one !== undefined && two !== undefined);
  const as = (officer: typeof one): Officer => ({
    kind: 'officer',
    session: 'session' as SessionId,
    officer,
    unit: unit.id,
    roles: [{ role: 'bureau', unit: unit.id, region: '530700' }],
  });
  [first, second] = [as(one), as(two)];
});
after(async () => database.close());

const begun = async (item: string) => (await startChange(world, first, { key: key(), item })).change;
const itemOf = async (id: string) => (await itemById(world.db, id as ItemId)) ?? assert.fail(id);
const act = async (who: Officer, change: string, what: 'propose' | 'publish' | 'discard') =>
  endNow(world, who, { change, act: what });

/** Writes over some fields of the page as it stands, and presses a button. */
async function write(change: string, typed: Record<string, string>, button = 'save'): Promise<void> {
  const { change: now, sketch } = await itemSheet(world, first, change);
  await editItem(world, first, { change, revision: now.revision, typed: { ...posted(sketch), ...typed }, button });
}

/** Whoever has the old version keeps it; whoever comes now is asked for what is new. */
async function publishedAndKept({ change, old, no }: { change: string; old: ServiceItem; no: number }): Promise<void> {
  await act(first, change, 'propose');
  await assert.rejects(act(first, change, 'publish'), { code: 'publishing.own-proposal' });
  await act(second, change, 'publish');
  const now = await itemOf(PLAIN);
  assert.notEqual(now.version, old.version);
  assert.equal(now.elements.hours, '工作日 9:00 至 17:00');
  assert.equal(now.elements.materials.at(-1)?.no, no);
  assert.deepEqual((await itemByVersion(world.db, old.version)).elements, old.elements);
  const asked = (await formOf(world.db, now, 'person')).layout.pages.flatMap(({ fields: all }) => all);
  assert.ok(asked.some(({ material }) => material === no));
  assert.ok((await pinnedService(world.db, now.version))?.pools);
}

test('elements are written by one and published by another as a new version; who has the old one keeps it', async () => {
  const old = await itemOf(PLAIN);
  const search = await loadSearch(world);
  const change = await begun(PLAIN);
  await write(change, { plainName: '高龄津贴的新叫法', hours: '工作日 9:00 至 17:00' }, 'add.materials');
  const { sketch, problems } = await itemSheet(world, first, change);
  const at = sketch.materials.length - 1;
  const no = sketch.materials[at]?.no ?? assert.fail();
  assert.deepEqual(
    problems.map(({ field, code }) => [field, code]),
    [[`materials.${at}.name`, 'catalogue.draft.material-name']],
  );
  await assert.rejects(act(first, change, 'propose'), { code: 'publishing.has-problems' });

  await write(change, { [`materials.${at}.name`]: '存折照片' });
  assert.deepEqual((await itemSheet(world, first, change)).problems, []);
  const preview = await itemPreview(world, first, change);
  assert.deepEqual([preview.plainName, preview.materials?.at(-1)?.name], ['高龄津贴的新叫法', '存折照片']);
  const { itemChanges, formChanges } = await changeView(world, first, change);
  assert.deepEqual(itemChanges.map(({ kind, part }) => [kind, part]).toSorted(), [
    ['added', 'material'],
    ['changed', 'element'],
    ['changed', 'element'],
  ]);
  assert.ok(
    formChanges.some(({ label }) => label.includes('存折照片')),
    'the form that is made from it asks for it',
  );

  await publishedAndKept({ change, old, no });

  assert.equal(await search.refresh(), true);
  assert.equal(search.search({ q: '高龄津贴的新叫法' }).hits[0]?.lead.id, PLAIN);
});

test('the longest way of the route is measured against the promise as it is being written', async () => {
  const change = await begun(FOOD);
  assert.deepEqual((await changeView(world, first, change)).checked.problems, []);
  await write(change, { 'promised.value': '1', 'promised.unit': 'workday' });
  const { problems } = (await changeView(world, first, change)).checked;
  assert.deepEqual(
    problems.map(({ part, code }) => [part, code]),
    [['route', 'route.too-long']],
  );
  await act(first, change, 'discard');
});

test('a material that the form or a department’s sight still names cannot go unseen', async () => {
  const change = await begun(FOOD);
  const { sketch } = await itemSheet(world, first, change);
  for (const _ of sketch.materials) await write(change, {}, 'remove.materials.0');
  const { problems } = (await changeView(world, first, change)).checked;
  const codes = new Set(problems.map(({ code }) => code));
  assert.ok(codes.has('publishing.material-unknown'), [...codes].join());
  assert.ok(codes.has('publishing.needs-unknown-material'), [...codes].join());
  await act(first, change, 'discard');
});

test('two who write at once: the second is told; written back, it is nobody’s change any more', async () => {
  const change = await begun('LJ-GA-010');
  const { sketch } = await itemSheet(world, first, change);
  await write(change, { name: '特种行业许可证(旅馆)核发' });
  assert.equal((await itemSheet(world, first, change)).own, true);
  await assert.rejects(editItem(world, second, { change, revision: 1, typed: posted(sketch) }), {
    code: 'publishing.saved-meanwhile',
  });
  await write(change, { name: sketch.name });
  assert.equal((await itemSheet(world, first, change)).own, false);
  await assert.rejects(write(change, { name: '长'.repeat(3000) }), { name: 'InvalidInput' });
  assert.equal((await formSheet(world, first, change)).own, false);
});

test('what the source says again undoes nothing that was written here since', async () => {
  const before_ = await itemOf(PLAIN);
  assert.equal(before_.elements.plainName, '高龄津贴的新叫法');
  await seedSample(world);
  assert.equal((await itemOf(PLAIN)).version, before_.version);
});
