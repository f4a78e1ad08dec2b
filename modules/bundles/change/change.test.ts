import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import { officersOf, type Officer, type Resident } from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  applicationView,
  bundleChangeView,
  bundleGuide,
  endBundleChange,
  fileApplication,
  previewGuide,
  progress,
  saveBundleChange,
  seedBundles,
  startBundleChange,
  type BundleSketch,
  type SketchPart,
} from '#bundles';
import { aKey, officer, resident, sampleUnits, seedCity } from '../../cases/testing.ts';
import { filledBundle } from '../testing.ts';

let database: TestDatabase;
let world: World;
let zhang: Resident;
let first: Officer;
let second: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  await seedBundles(world);
  zhang = await resident(world, 'zhang-wei');
  first = await officer(world, sampleUnits.general, 'bureau');
  const [, other] = await officersOf(world.db, first.unit, 'bureau');
  assert.ok(other);
  second = { ...first, officer: other };
});
after(async () => database.close());

type Typed = Record<string, string | string[]>;

/** What the page of a part posts, with nothing touched. */
function postedOf(sketch: BundleSketch, part: SketchPart): Typed {
  const typed: Typed = {};
  const put = (name: string, value: unknown): void => {
    if (typeof value === 'string') typed[name] = value;
    else if (typeof value === 'boolean') typed[name] = value ? 'yes' : '';
    else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) typed[name] = value;
    else if (Array.isArray(value)) for (const [at, each] of value.entries()) put(`${name}.${at}`, each);
    else for (const [field, each] of Object.entries(value as object)) put(`${name}.${field}`, each);
  };
  put(part, sketch[part]);
  return typed;
}

interface Edit {
  readonly part: SketchPart;
  readonly button?: string;
  readonly change?: (typed: Typed) => void;
}

async function save(who: Officer, bundle: string, { part, button = 'save', change }: Edit): Promise<void> {
  const view = await bundleChangeView(world, who, bundle);
  const typed = postedOf(view.sketch, part);
  change?.(typed);
  await saveBundleChange(world, who, { bundle, revision: view.change?.revision ?? 0, part, button, typed });
}

type Act = 'propose' | 'publish' | 'send-back' | 'discard';
async function act(who: Officer, bundle: string, [what, reason = '']: readonly [Act, string?]): Promise<void> {
  const { change } = await bundleChangeView(world, who, bundle);
  await endBundleChange(world, who, { key: aKey(), bundle, act: what, reason, revision: change?.revision ?? 1 });
}

const placeOf = (sketch: BundleSketch, key: string) => sketch.nodes.findIndex((node) => node.key === key);

test('every bundle of the sample can be written on: opened and saved untouched, nothing is another', async () => {
  for (const bundle of ['YJS-01', 'YJS-02', 'YJS-03', 'YJS-04', 'YJS-05', 'YJS-06']) {
    await startBundleChange(world, first, { key: aKey(), bundle });
    for (const part of ['about', 'questions', 'nodes', 'edges', 'materials'] as const)
      await save(first, bundle, { part });
    const { diff, problems } = await bundleChangeView(world, first, bundle);
    assert.deepEqual([diff, problems], [[], []], bundle);
    await act(first, bundle, ['discard']);
  }
});

test('a number and a new service: written without a programmer, published by another; what is filed keeps its version', async () => {
  const typed = { oldTown: 'no', licence: 'yes', area: 'small', crowded: 'no', sign: 'no', fitting: 'no' };
  const draft = await filledBundle(world, zhang, { ...typed, tobacco: 'no', utilities: 'no' });
  const { no } = await fileApplication(world, zhang, { key: aKey(), draft, declared: true });

  const bundle = 'YJS-01';
  await startBundleChange(world, first, { key: aKey(), bundle });
  await startBundleChange(world, second, { key: aKey(), bundle });
  await save(first, bundle, { part: 'questions', button: 'add.questions' });
  const { sketch: asked } = await bundleChangeView(world, first, bundle);
  const question = asked.questions.length - 1;
  await save(first, bundle, {
    part: 'questions',
    change: (posted) => {
      posted[`questions.${question}.label`] = '同时能坐多少人?';
      posted[`questions.${question}.kind`] = 'number';
    },
  });
  const at = placeOf(asked, 'xf');
  await save(first, bundle, {
    part: 'nodes',
    button: 'use.LJ-GA-002',
    change: (posted) => {
      posted[`nodes.${at}.rows.0.question`] = asked.questions[question]?.name ?? '';
      posted[`nodes.${at}.rows.0.is`] = 'at-least';
      posted[`nodes.${at}.rows.0.value`] = '五十';
    },
  });
  const wrong = await bundleChangeView(world, first, bundle);
  assert.deepEqual(
    wrong.problems.map(({ code, place }) => `${code} ${place}`),
    [`bundles.sketch.number nodes.${at}.rows.0.value`],
  );
  assert.equal(wrong.sketch.nodes[at]?.rows[0]?.value, '五十', 'what was typed stays');
  await assert.rejects(act(first, bundle, ['propose']), { code: 'bundles.has-problems' });

  await save(first, bundle, { part: 'nodes', change: (posted) => (posted[`nodes.${at}.rows.0.value`] = '50') });
  const right = await bundleChangeView(world, first, bundle);
  assert.deepEqual(right.problems, []);
  assert.deepEqual(
    right.diff.map(({ part, kind }) => `${part} ${kind}`),
    ['questions added', 'nodes changed', 'nodes added'],
  );
  const seats = (count: string) => ({
    ...typed,
    ...{ tobacco: 'no', utilities: 'no', [asked.questions[question]?.name ?? '']: count },
  });
  const asks = async (count: string) => {
    const guide = await previewGuide(world, first, { bundle, capacity: 'person', typed: seats(count) });
    return guide?.steps.some(({ key }) => key === 'xf');
  };
  assert.deepEqual([await asks('49'), await asks('50')], [false, true]);

  await act(first, bundle, ['propose']);
  await assert.rejects(act(first, bundle, ['publish']), { code: 'bundles.own-proposal' });
  await assert.rejects(save(second, bundle, { part: 'about' }), { code: 'bundles.not-a-draft' });
  await act(second, bundle, ['publish']);
  const guide = await bundleGuide(world, bundle, { capacity: 'person', typed: seats('50') });
  assert.ok(guide?.steps.some(({ key }) => key === 'xf'));

  await progress(world, { application: await idOf(no) });
  const view = await applicationView(world, zhang, no);
  assert.ok(view.parts.every(({ key }) => right.sketch.nodes.some((node) => node.key === key)));
  assert.ok(!view.parts.some(({ title }) => title === right.sketch.nodes.at(-1)?.title), 'nothing was added to it');
  assert.equal(await versionOf(no), 1);
});

async function idOf(no: string): Promise<string> {
  const { rows } = await database.ownerPool.query<{ id: string }>('select id from bundles.application where no = $1', [
    no,
  ]);
  return rows[0]?.id ?? '';
}

async function versionOf(no: string): Promise<number | undefined> {
  const { rows } = await database.ownerPool.query<{ version: number }>(
    'select version from bundles.application where no = $1',
    [no],
  );
  return rows[0]?.version;
}

test('two who save at once: the second is told, nothing is overwritten, and every save is kept', async () => {
  const bundle = 'YJS-02';
  await Promise.all([first, second].map(async (who) => startBundleChange(world, who, { key: aKey(), bundle })));
  const { sketch, change } = await bundleChangeView(world, first, bundle);
  const revision = change?.revision ?? 0;
  const typed = (name: string) => ({ ...postedOf(sketch, 'about'), 'about.plainName': name });
  const saves = await Promise.allSettled(
    [
      [first, '甲'],
      [second, '乙'],
    ].map(async ([who, name]) =>
      saveBundleChange(world, who as Officer, {
        bundle,
        revision,
        part: 'about',
        button: 'save',
        typed: typed(name as string),
      }),
    ),
  );
  const failed = saves.flatMap((each) => (each.status === 'rejected' ? [(each.reason as { code: string }).code] : []));
  assert.deepEqual(failed, ['bundles.saved-meanwhile']);
  const { rows } = await database.ownerPool.query<{ revision: number }>(
    `select s.revision from bundles.change_save s join bundles.change c on c.id = s.change_id
     where c.bundle = $1 and c.state = 'draft' order by 1`,
    [bundle],
  );
  assert.deepEqual(rows, [{ revision: 1 }, { revision: 2 }]);
  await assert.rejects(endBundleChange(world, first, { key: aKey(), bundle, act: 'propose', revision, reason: '' }), {
    code: 'bundles.saved-meanwhile',
  });
  await act(first, bundle, ['discard']);
});

test('a circle is said node by node, at its node; a new bundle says everything that it lacks', async () => {
  const { bundle } = await startBundleChange(world, first, { key: aKey(), plainName: '开一家民宿' });
  assert.match(bundle, /^YJS-\d{2}$/);
  const empty = await bundleChangeView(world, first, bundle);
  const lacking = empty.problems.map(({ place }) => place);
  assert.deepEqual(lacking, [
    'about.name',
    'about.lead',
    'about.departments',
    'about.capacities',
    'questions',
    'nodes',
  ]);
  for (const item of ['LJ-SC-001', 'LJ-SC-005']) await save(first, bundle, { part: 'nodes', button: `use.${item}` });
  for (const _ of [1, 2]) await save(first, bundle, { part: 'edges', button: 'add.edges' });
  const { sketch } = await bundleChangeView(world, first, bundle);
  const [one, other] = sketch.nodes;
  await save(first, bundle, {
    part: 'edges',
    change: (typed) => {
      Object.assign(typed, { 'edges.0.from': one?.key, 'edges.0.to': other?.key });
      Object.assign(typed, { 'edges.1.from': other?.key, 'edges.1.to': one?.key });
    },
  });
  await save(first, bundle, {
    part: 'about',
    change: (typed) => {
      Object.assign(typed, { 'about.name': '民宿一件事', 'about.lead': '市文旅局', 'about.departments': '市文旅局' });
      typed['about.capacities'] = ['person'];
    },
  });
  await save(first, bundle, { part: 'questions', button: 'add.questions' });
  await save(first, bundle, { part: 'questions', change: (typed) => (typed['questions.0.label'] = '有执照吗?') });
  const circled = await bundleChangeView(world, first, bundle);
  const title = (node: typeof one) => node?.title ?? '';
  assert.deepEqual(circled.problems, [
    {
      code: 'bundles.check.circle',
      place: 'nodes.0',
      values: { way: [title(one), title(other), title(one)].join(' → ') },
    },
  ]);
  await save(first, bundle, { part: 'nodes', button: 'remove.nodes.1' });
  const { sketch: rest, problems } = await bundleChangeView(world, first, bundle);
  assert.deepEqual([rest.nodes.length, rest.edges.length, problems], [1, 0, []]);
  await act(first, bundle, ['propose']);
  await assert.rejects(act(second, bundle, ['send-back']), { code: 'bundles.reason-missing' });
  await act(second, bundle, ['send-back', '还缺食品经营许可']);
  assert.equal((await bundleChangeView(world, first, bundle)).change?.refusal, '还缺食品经营许可');
  await act(first, bundle, ['discard']);
});

test('nobody but the bureau sees or makes changes of bundles', async () => {
  const clerk = await officer(world, sampleUnits.gaj, 'clerk');
  const begun = startBundleChange(world, clerk, { key: aKey(), bundle: 'YJS-03' });
  await assert.rejects(begun, { code: 'kernel.not-found' });
  await assert.rejects(bundleChangeView(world, clerk, 'YJS-03'), { code: 'kernel.not-found' });
});
