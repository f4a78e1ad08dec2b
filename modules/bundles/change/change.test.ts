import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import type { Officer } from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { bundleChangeView, endBundleChange, saveBundleChange, seedBundles, startBundleChange } from '#bundles';
import { aKey, officer, sampleUnits, seedCity } from '../../cases/testing.ts';
import { end, postedOf, save, twoOfTheBureau } from './testing.ts';

let database: TestDatabase;
let world: World;
let first: Officer;
let second: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  await seedBundles(world);
  [first, second] = await twoOfTheBureau(world);
});
after(async () => database.close());

test('every bundle of the sample can be written on: opened and saved untouched, nothing is another', async () => {
  for (const bundle of ['YJS-01', 'YJS-02', 'YJS-03', 'YJS-04', 'YJS-05', 'YJS-06']) {
    await startBundleChange(world, first, { key: aKey(), bundle });
    for (const part of ['about', 'questions', 'nodes', 'edges', 'materials'] as const)
      await save(world, first, { bundle, part });
    const { diff, problems } = await bundleChangeView(world, first, bundle);
    assert.deepEqual([diff, problems], [[], []], bundle);
    await end(world, first, { bundle, what: 'discard' });
  }
});

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
  await end(world, first, { bundle, what: 'discard' });
});

let fresh: string;

test('a new bundle says everything that it lacks, at its field', async () => {
  ({ bundle: fresh } = await startBundleChange(world, first, { key: aKey(), plainName: '开一家民宿' }));
  assert.match(fresh, /^YJS-\d{2}$/);
  const { problems } = await bundleChangeView(world, first, fresh);
  assert.deepEqual(
    problems.map(({ place }) => place),
    ['about.name', 'about.lead', 'about.departments', 'about.capacities', 'questions', 'nodes'],
  );
});

test('a circle is said node by node, at its node', async () => {
  const bundle = fresh;
  for (const item of ['LJ-SC-001', 'LJ-SC-005'])
    await save(world, first, { bundle, part: 'nodes', button: `use.${item}` });
  for (const _ of [1, 2]) await save(world, first, { bundle, part: 'edges', button: 'add.edges' });
  const { sketch } = await bundleChangeView(world, first, bundle);
  const [one, other] = sketch.nodes;
  await save(world, first, {
    bundle,
    part: 'edges',
    change: (typed) => {
      Object.assign(typed, { 'edges.0.from': one?.key, 'edges.0.to': other?.key });
      Object.assign(typed, { 'edges.1.from': other?.key, 'edges.1.to': one?.key });
    },
  });
  await save(world, first, {
    bundle,
    part: 'about',
    change: (typed) => {
      Object.assign(typed, { 'about.name': '民宿一件事', 'about.lead': '市文旅局', 'about.departments': '市文旅局' });
      typed['about.capacities'] = ['person'];
    },
  });
  await save(world, first, { bundle, part: 'questions', button: 'add.questions' });
  await save(world, first, {
    bundle,
    part: 'questions',
    change: (typed) => (typed['questions.0.label'] = '有执照吗?'),
  });
  const circled = await bundleChangeView(world, first, bundle);
  const title = (node: typeof one) => node?.title ?? '';
  assert.deepEqual(circled.problems, [
    {
      code: 'bundles.check.circle',
      place: 'nodes.0',
      values: { way: [title(one), title(other), title(one)].join(' → ') },
    },
  ]);
});

test('a service that goes takes its order with it; what is sent back says why and can be written on', async () => {
  const bundle = fresh;
  await save(world, first, { bundle, part: 'nodes', button: 'remove.nodes.1' });
  const { sketch: rest, problems } = await bundleChangeView(world, first, bundle);
  assert.deepEqual([rest.nodes.length, rest.edges.length, problems], [1, 0, []]);
  await end(world, first, { bundle, what: 'propose' });
  await assert.rejects(end(world, second, { bundle, what: 'send-back' }), { code: 'bundles.reason-missing' });
  await end(world, second, { bundle, what: 'send-back', reason: '还缺食品经营许可' });
  assert.equal((await bundleChangeView(world, first, bundle)).change?.refusal, '还缺食品经营许可');
  await end(world, first, { bundle, what: 'discard' });
});

test('nobody but the bureau sees or makes changes of bundles', async () => {
  const clerk = await officer(world, sampleUnits.gaj, 'clerk');
  const begun = startBundleChange(world, clerk, { key: aKey(), bundle: 'YJS-03' });
  await assert.rejects(begun, { code: 'kernel.not-found' });
  await assert.rejects(bundleChangeView(world, clerk, 'YJS-03'), { code: 'kernel.not-found' });
});
