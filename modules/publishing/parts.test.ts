import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  changeView,
  checkDraft,
  editForm,
  formOf,
  formSheet,
  pinnedService,
  saveChange,
  seedRoutes,
  startChange,
  tableSheet,
} from './index.ts';
import { endNow } from './testing.ts';

const FOOD = 'LJ-SC-005';
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
  assert.ok(unit);
  const [one, two] = await officersOf(world.db, unit.id, 'bureau');
  assert.ok(one !== undefined && two !== undefined);
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
const revisionOf = async (change: string) => (await changeView(world, first, change)).change.revision;
const edit = async (change: string, stroke: Parameters<typeof editForm>[2]['edit']) =>
  editForm(world, first, { change, revision: await revisionOf(change), edit: stroke });

test('a form is written stroke by stroke; what stands against it has a place; published, it is what is asked', async () => {
  const change = await begun(FOOD);
  assert.equal((await formSheet(world, first, change)).own, false);
  await edit(change, { do: 'add-field', page: 3, kind: 'choice', label: '开到几点' });
  const { form, problems, own } = await formSheet(world, first, change);
  assert.ok(own);
  const at = (form.pages[3]?.fields.length ?? 0) - 1;
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place]),
    [
      ['sketch.option-label', { page: 3, field: at }],
      ['sketch.option-label', { page: 3, field: at }],
    ],
  );
  await assert.rejects(endNow(world, first, { change, act: 'propose' }), {
    code: 'publishing.has-problems',
  });
  const late = [
    { value: 'day', label: '晚上九点以前' },
    { value: 'night', label: '更晚' },
  ];
  const field = { name: 'hours', kind: 'choice', label: '开到几点', required: true, options: late };
  await edit(change, { do: 'field', page: 3, field: at, to: field });
  const view = await changeView(world, first, change);
  assert.deepEqual(view.checked.problems, []);
  assert.deepEqual(
    view.formChanges.map(({ kind, part, label }) => [kind, part, label]),
    [['added', 'field', `${form.pages[3]?.title ?? ''} · 开到几点`]],
  );
  await endNow(world, first, { change, act: 'propose' });
  await endNow(world, second, { change, act: 'publish' });

  const item = await itemById(world.db, FOOD as ItemId);
  assert.ok(item);
  const asked = await formOf(world.db, item, 'person');
  const names = asked.layout.pages.flatMap(({ fields }) => fields.map(({ name }) => name));
  assert.ok(names.includes('hours') && !names.includes('capacity'), 'nobody is asked as who they apply');
  assert.equal((await formSheet(world, first, await begun(FOOD))).own, true, 'the next change begins with it');
});

test('two who write one form: the second is told, and giving up what was written brings back the made one', async () => {
  const change = await begun('LJ-GA-010');
  const revision = await revisionOf(change);
  await editForm(world, second, { change, revision, edit: { do: 'title', title: '旅馆' } });
  await assert.rejects(editForm(world, first, { change, revision, edit: { do: 'add-page', title: '又一页' } }), {
    code: 'publishing.saved-meanwhile',
  });
  assert.equal((await formSheet(world, first, change)).form.title, '旅馆');
  await edit(change, null);
  assert.equal((await formSheet(world, first, change)).own, false);
});

test('a table to begin with can be published; an example that it gets wrong stands against that', async () => {
  const change = await begun('LJ-CG-001');
  const save = async (saved: Omit<Parameters<typeof saveChange>[2], 'change' | 'revision'>) =>
    saveChange(world, first, { change, revision: await revisionOf(change), ...saved });
  await save({ newModel: 'risk' });
  assert.deepEqual((await changeView(world, first, change)).checked.problems, []);
  await assert.rejects(save({ newModel: 'risk' }), { code: 'publishing.model-exists' });
  await assert.rejects(save({ newModel: '1st' }), { name: 'InvalidInput' });

  const rows = [
    { given: { applicant: 'organisation' }, expected: 'person' },
    { given: {}, expected: 'automatic' },
  ];
  await save({ examples: { name: 'risk', rows } });
  const sheet = await tableSheet(world, first, { change, name: 'risk' });
  assert.deepEqual(
    sheet.examples.map(({ result, right, fired }) => [result, right, fired]),
    [
      ['person', true, [1]],
      ['person', false, [1]],
    ],
  );
  assert.deepEqual(
    sheet.problems.map(({ code, values }) => [code, values?.row]),
    [['publishing.example-wrong', 2]],
  );
  const { change: now } = await changeView(world, first, change);
  assert.ok(now.parts.route !== undefined && now.note === '', 'what is not given stays as it is');
  await save({ decisions: [{ name: 'risk', xml: ' ' }] });
  assert.deepEqual((await changeView(world, first, change)).change.parts.examples, {}, 'examples go with their table');
});

test('what is just being drawn is checked without being saved', async () => {
  const change = await begun('LJ-GC-001');
  const { change: now } = await changeView(world, first, change);
  const route = (now.parts.route ?? '').replace('tongban:budget="3 workday"', '');
  const { problems } = await checkDraft(world, first, { change, route });
  assert.deepEqual(
    problems.map(({ code, element }) => [code, element]),
    [['route.budget-missing', 'style']],
  );
  const nonsense = { name: 'risk', xml: '<!DOCTYPE x><x/>' };
  const drawn = await checkDraft(world, first, { change, decision: nonsense });
  assert.ok(drawn.problems.length > 0 && drawn.problems.every(({ part }) => part === 'decision.risk'));
  assert.equal(await revisionOf(change), 1);
  assert.deepEqual((await changeView(world, first, change)).checked.problems, []);
  const item = await itemById(world.db, 'LJ-GC-001' as ItemId);
  assert.ok(item && (await pinnedService(world.db, item.version))?.form === undefined);
});
