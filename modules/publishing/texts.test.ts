import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  changeView,
  endChange,
  pinnedService,
  poolKey,
  saveChange,
  seedRoutes,
  startChange,
  textsTyped,
} from './index.ts';

/** Food permits: several departments work on them. */
const FOOD = 'LJ-SC-005';
const [FOOD_AGENCY, HERITAGE] = ['11530700DEMA00072P', '11530700DEMA00208E'];
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

test('ready texts are typed a line each; empty lines and repetitions are nobody’s text', () => {
  assert.deepEqual(textsTyped('refuse', ' 不属于本机关\r\n\n不属于本机关\n材料不全 '), [
    { act: 'refuse', text: '不属于本机关' },
    { act: 'refuse', text: '材料不全' },
  ]);
});

test('a published version pins its ready texts and its queues; what was published before keeps none', async () => {
  const old = await itemById(world.db, FOOD as ItemId);
  const { change } = await startChange(world, first, { key: key(), item: FOOD });
  const texts = [
    { act: 'pass' as const, text: '后厨三防设施齐全。' },
    { act: 'request-supplement' as const, text: '缺少从业人员健康证明。' },
  ];
  await saveChange(world, first, { change, revision: 1, texts });
  await saveChange(world, first, { change, revision: 2, note: '常用语' });
  const { textChanges } = await changeView(world, first, change);
  assert.deepEqual(
    textChanges,
    texts.map((each) => ({ kind: 'added', ...each })),
  );
  await endChange(world, first, { key: key(), change, act: 'propose' });
  await endChange(world, second, { key: key(), change, act: 'publish' });

  const item = await itemById(world.db, FOOD as ItemId);
  assert.ok(item && old && item.version !== old.version);
  const [now, before_] = [await pinnedService(world.db, item.version), await pinnedService(world.db, old.version)];
  assert.deepEqual(now?.texts, texts);
  assert.deepEqual(before_?.texts, []);
  const [own, heritage] = [await unitByUscc(world.db, FOOD_AGENCY), await unitByUscc(world.db, HERITAGE)];
  assert.ok(own && heritage);
  assert.equal(now.pools?.[poolKey('acceptance', own.id)], 'scj-acceptance');
  assert.equal(now.pools[poolKey('decision', own.id)], 'scj-decision');
  assert.equal(now.pools[poolKey('examination', heritage.id)], 'gcj-examination');
  const again = await startChange(world, first, { key: key(), item: FOOD });
  assert.deepEqual(
    (await changeView(world, first, again.change)).change.parts.texts,
    texts,
    'the next change begins with them',
  );
});

test('a text that says nothing, one without an end and a hundred of them are refused whole', async () => {
  const { change } = await startChange(world, first, { key: key(), item: 'LJ-GA-010' });
  const save = async (texts: readonly string[]) =>
    saveChange(world, first, { change, revision: 1, texts: texts.map((text) => ({ act: 'decide', text })) });
  for (const texts of [['x'], ['长'.repeat(501)], Array.from({ length: 61 }, (_, at) => `理由 ${at}`)])
    await assert.rejects(save(texts), { name: 'InvalidInput' });
  assert.deepEqual((await changeView(world, first, change)).change.parts.texts, []);
});
