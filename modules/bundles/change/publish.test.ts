import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  applicationView,
  bundleChangeView,
  bundleGuide,
  fileApplication,
  previewGuide,
  progress,
  seedBundles,
  startBundleChange,
} from '#bundles';
import type { Officer, Resident } from '#identity';
import type { World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, resident, seedCity } from '../../cases/testing.ts';
import { filledBundle } from '../testing.ts';
import { end, save, twoOfTheBureau } from './testing.ts';

const bundle = 'YJS-01';
const answers = {
  ...{ oldTown: 'no', licence: 'yes', area: 'small', crowded: 'no' },
  ...{ sign: 'no', fitting: 'no', tobacco: 'no', utilities: 'no' },
};
/** The question that is added, and the node whose condition will ask it. */
const QUESTION = 8;
const FIRE = 4;
const LINE = `nodes.${FIRE}.rows.0`;

let database: TestDatabase;
let world: World;
let zhang: Resident;
let first: Officer;
let second: Officer;
/** Filed under the version that came with the city. */
let filedBefore: string;
let question: string;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  await seedBundles(world);
  zhang = await resident(world, 'zhang-wei');
  [first, second] = await twoOfTheBureau(world);
  const draft = await filledBundle(world, zhang, answers);
  ({ no: filedBefore } = await fileApplication(world, zhang, { key: aKey(), draft, declared: true }));
});
after(async () => database.close());

test('a number that is no number is told at its field, stays as it was typed, and cannot be proposed', async () => {
  for (const who of [first, second]) await startBundleChange(world, who, { key: aKey(), bundle });
  await save(world, first, { bundle, part: 'questions', button: 'add.questions' });
  await save(world, first, {
    bundle,
    part: 'questions',
    change: (typed) => {
      typed[`questions.${QUESTION}.label`] = '同时能坐多少人?';
      typed[`questions.${QUESTION}.kind`] = 'number';
    },
  });
  question = (await bundleChangeView(world, first, bundle)).sketch.questions[QUESTION]?.name ?? '';
  const line = { [`${LINE}.question`]: question, [`${LINE}.is`]: 'at-least', [`${LINE}.value`]: '五十' };
  const change = (typed: object) => Object.assign(typed, line);
  await save(world, first, { bundle, part: 'nodes', button: 'use.LJ-GA-002', change });

  const { problems, sketch } = await bundleChangeView(world, first, bundle);
  assert.deepEqual(
    problems.map(({ code, place }) => `${code} ${place}`),
    [`bundles.sketch.number ${LINE}.value`],
  );
  assert.equal(sketch.nodes[FIRE]?.rows[0]?.value, '五十');
  await assert.rejects(end(world, first, { bundle, what: 'propose' }), { code: 'bundles.has-problems' });
});

const seats = (count: string) => ({ capacity: 'person' as const, typed: { ...answers, [question]: count } });

test('a number decides which services apply, in the preview before it is published', async () => {
  await save(world, first, { bundle, part: 'nodes', change: (typed) => (typed[`${LINE}.value`] = '50') });
  const { problems, diff } = await bundleChangeView(world, first, bundle);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    diff.map(({ part, kind }) => `${part} ${kind}`),
    ['questions added', 'nodes changed', 'nodes added'],
  );
  const condition = diff[1]?.fields.find(({ name }) => name === 'match')?.after;
  assert.ok(condition?.startsWith('“同时能坐多少人?”不小于50'), String(condition));
  const asksFire = async (count: string) =>
    (await previewGuide(world, first, { bundle, ...seats(count) }))?.steps.some(({ key }) => key === 'xf');
  assert.deepEqual([await asksFire('49'), await asksFire('50')], [false, true]);
});

test('one proposes and another publishes; what was filed before goes on under its own version', async () => {
  await end(world, first, { bundle, what: 'propose' });
  await assert.rejects(end(world, first, { bundle, what: 'publish' }), { code: 'bundles.own-proposal' });
  await assert.rejects(save(world, second, { bundle, part: 'about' }), { code: 'bundles.not-a-draft' });
  const { sketch } = await bundleChangeView(world, second, bundle);
  await end(world, second, { bundle, what: 'publish' });
  const guide = await bundleGuide(world, bundle, seats('50'));
  assert.ok(guide?.steps.some(({ key }) => key === 'xf'));

  const { rows } = await database.ownerPool.query<{ id: string; version: number }>(
    'select id, version from bundles.application where no = $1',
    [filedBefore],
  );
  await progress(world, { application: rows[0]?.id });
  const { parts } = await applicationView(world, zhang, filedBefore);
  assert.ok(!parts.some(({ title }) => title === sketch.nodes.at(-1)?.title), 'nothing was added to it');
  assert.equal(rows[0]?.version, 1);
});
