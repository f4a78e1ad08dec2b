import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { changeView, pinnedService, saveChange, seedRoutes, startChange } from './index.ts';
import { endNow } from './testing.ts';

const FOOD = 'LJ-SC-005';
const GENERAL = '11530700DEMA00259N';
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let first: Officer;
let second: Officer;
let keys = 0;
const key = () => `key-${String((keys += 1)).padStart(28, '0')}`;

before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedDemo(world);
  await seedSample(world);
  await seedPools(world);
  await seedRoutes(world);
  const unit = await unitByUscc(world.db, GENERAL);
  assert.ok(unit);
  const [one, two] = await officersOf(world.db, unit.id, 'bureau');
  assert.ok(one !== undefined && two !== undefined, 'the demonstration has two people of the bureau');
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

const begin = async (item = FOOD) => (await startChange(world, first, { key: key(), item })).change;
type Act = 'propose' | 'publish' | 'send-back' | 'discard';
const act = async (who: Officer, change: string, [what, reason = '']: readonly [Act, string?]) =>
  endNow(world, who, { change, act: what, reason });

async function save(
  who: Officer,
  change: string,
  edit: { route?: (xml: string) => string; table?: (xml: string) => string },
) {
  const { change: now } = await changeView(world, who, change);
  const decisions = Object.entries(now.parts.decisions).map(([name, xml]) => ({ name, xml: edit.table?.(xml) ?? xml }));
  const route = now.parts.route ?? '';
  await saveChange(world, who, {
    change,
    revision: now.revision,
    route: edit.route?.(route) ?? route,
    decisions,
    note: '',
  });
}

const longer = (xml: string) => xml.replace('tongban:budget="1 workday"', 'tongban:budget="2 workday"');
const snacksToo = (xml: string) => xml.replace('"drinks", "snacks", "fastFood"', '"drinks", "snacks"');

test('a change is proposed by one and published by another, as one new version that pins every part', async () => {
  const before_ = await itemById(world.db, FOOD as ItemId);
  assert.ok(before_);
  const change = await begin();
  assert.equal(await begin(), change, 'there is one open change of an item');
  await save(first, change, { route: longer, table: snacksToo });

  const { checked, routeChanges, tableChanges, picture } = await changeView(world, first, change);
  assert.deepEqual(checked.problems, []);
  assert.deepEqual(
    routeChanges.map(({ kind, after: step }) => [kind, step?.id, step?.facts]),
    [['changed', 'documents', ['2 workday']]],
  );
  assert.deepEqual(
    tableChanges.map(({ name, added, removed }) => [name, added.length, removed.length]),
    [['inspection', 1, 1]],
  );
  assert.ok((picture?.nodes.length ?? 0) > 8);

  await act(first, change, ['propose']);
  await assert.rejects(act(first, change, ['publish']), { code: 'publishing.own-proposal' });
  await act(second, change, ['publish']);
  const now = await itemById(world.db, FOOD as ItemId);
  assert.ok(now && now.version !== before_.version);
  const [pinned, old] = [await pinnedService(world.db, now.version), await pinnedService(world.db, before_.version)];
  assert.ok(pinned?.route !== undefined && pinned.route !== old?.route);
  assert.notEqual(pinned.decisions.inspection, old?.decisions.inspection);
  await assert.rejects(act(second, change, ['publish']), { code: 'publishing.not-now' });
});

test('two who save at once: the second is told, and nothing is overwritten', async () => {
  const change = await begin('LJ-GA-010');
  const { change: seen } = await changeView(world, second, change);
  await save(first, change, { route: longer });
  const late = { change, revision: seen.revision, route: '', decisions: [], note: '' };
  await assert.rejects(saveChange(world, second, late), { code: 'publishing.saved-meanwhile' });
  assert.ok((await changeView(world, second, change)).change.parts.route !== undefined);
  await act(first, change, ['discard']);
});

test('what cannot be published says where and why, and is kept', async () => {
  const change = await begin('LJ-GC-001');
  const broken = (xml: string) =>
    xml
      .replace('tongban:department="11530700DEMA00195Q"', 'tongban:department="NOBODY"')
      .replace('tongban:budget="3 workday"', '');
  await save(first, change, { route: broken });
  const { checked } = await changeView(world, first, change);
  assert.deepEqual(
    checked.problems.map(({ code, element, line }) => [code, element, line !== undefined]),
    [
      ['route.budget-missing', 'style', true],
      ['publishing.department-unknown', 'fire', true],
    ],
  );
  await assert.rejects(act(first, change, ['propose']), { code: 'publishing.has-problems' });

  for (const [xml, code] of [
    ['<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>', 'route.doctype'],
    [
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="1"/></definitions>',
      'route.id-illegal',
    ],
    ['no xml at all', 'route.not-xml'],
  ] as const) {
    await save(first, change, { route: () => xml });
    const view = await changeView(world, first, change);
    assert.ok(
      view.checked.problems.some((problem) => problem.code === code),
      `${code}: ${JSON.stringify(view.checked.problems)}`,
    );
    assert.equal(view.change.parts.route, xml);
  }
  await act(first, change, ['discard']);
});

test('a table with two rules that fire together where one may is refused with the rules', async () => {
  const change = await begin();
  const overlapping = (xml: string) =>
    xml
      .replace('hitPolicy="FIRST"', 'hitPolicy="UNIQUE"')
      .replaceAll('<text>list contains(foods, "raw")</text>', '<text>coldRoom</text>');
  await save(first, change, { table: overlapping });
  const { checked } = await changeView(world, first, change);
  assert.ok(
    checked.problems.some(({ code, part }) => code === 'model.table.overlap' && part === 'decision.inspection'),
  );
  await act(first, change, ['discard']);
});

test('what is sent back says why and can be changed again; what was overtaken cannot be published', async () => {
  const change = await begin('LJ-CG-001');
  await save(first, change, { route: longer });
  await act(first, change, ['propose']);
  await assert.rejects(save(first, change, {}), { code: 'publishing.not-a-draft' });
  await assert.rejects(act(second, change, ['send-back']), { code: 'publishing.reason-missing' });
  await act(second, change, ['send-back', '踏勘两天不够']);
  assert.equal((await changeView(world, first, change)).change.refusal, '踏勘两天不够');
  await act(first, change, ['propose']);
  await database.ownerPool.query(`insert into catalogue.item_version
    (item_id, number, digest, name, catalog_code, task_code, item_type, unit_id, region, sample, elements, created_at)
    select item_id, number + 1, digest, name, catalog_code, task_code, item_type, unit_id, region, sample, elements, now()
    from catalogue.item_version where item_id = 'LJ-CG-001'`);
  await assert.rejects(act(second, change, ['publish']), { code: 'publishing.outdated' });
});

test('nobody but the bureau sees or makes changes', async () => {
  const gaj = await unitByUscc(world.db, '11530700DEMA001013');
  assert.ok(gaj);
  const [clerk] = await officersOf(world.db, gaj.id, 'clerk');
  assert.ok(clerk);
  const stranger: Officer = { ...first, officer: clerk, unit: gaj.id, roles: [] };
  await assert.rejects(startChange(world, stranger, { key: key(), item: FOOD }), { code: 'publishing.no-such-item' });
  const change = await begin();
  await assert.rejects(changeView(world, stranger, change), { code: 'kernel.not-found' });
  await assert.rejects(act(stranger, change, ['discard']), { code: 'kernel.not-found' });
});

test('the sample routes are what is in the files', async () => {
  const item = await itemById(world.db, 'LJ-ZJ-001' as ItemId);
  assert.ok(item);
  const pinned = await pinnedService(world.db, item.version);
  assert.ok(pinned?.route);
  const { rows } = await database.ownerPool.query<{ xml: string }>(
    'select xml from routing.route_version where id = $1',
    [pinned.route],
  );
  assert.equal(rows[0]?.xml, readFileSync(new URL('../../db/seeds/routes/LJ-ZJ-001.bpmn', import.meta.url), 'utf8'));
});
