import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caseView, draftView, readShortNo, saveDraftPage } from '#cases';
import type { Resident } from '#identity';
import type { World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, resident, seedCity } from '../cases/testing.ts';
import { applicationView, bundleGuide, fileApplication, seedBundles, startApplication } from '#bundles';
import { filledForm } from './testing.ts';
import { applies } from './applies.ts';
import { bundleInForce } from './definition-store.ts';
import { planBundle } from './plan-bundle.ts';

const FUNERAL = 'YJS-03';
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  await seedBundles(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

/** Answers to the questions of a bundle: the first of what may be said. */
async function plainAnswers(bundle: string): Promise<Record<string, string>> {
  const guide = await bundleGuide(world, bundle, { capacity: 'person' });
  assert.ok(guide);
  return Object.fromEntries(
    guide.questions.fields.map(({ name, kind, options = [] }) => [
      name,
      kind === 'yes-no' ? 'no' : (options[0]?.value ?? ''),
    ]),
  );
}

test('what is done outside is said on the guide before anything else: what one has to have, and where it is made', async () => {
  const guide = await bundleGuide(world, FUNERAL, { capacity: 'person' });
  const [certificate] = guide?.steps.filter(({ proof }) => proof !== undefined) ?? [];
  assert.equal(certificate?.proof?.name, '死亡证明');
  assert.ok(certificate.proof.where?.includes('医疗机构'));
});

test('it is not counted as done in silence: without its number nothing is filed, with it what follows is told', async () => {
  const typed = await plainAnswers(FUNERAL);
  const { draft } = await startApplication(world, zhang, { key: aKey(), bundle: FUNERAL, typed });
  const { form } = await draftView(world, zhang, draft);
  assert.equal(form.layout.pages[0]?.fields[0]?.name, 'proofSw', 'whoever does not have it sees so first');
  await assert.rejects(fileApplication(world, zhang, { key: aKey(), draft, declared: true }), (error: unknown) =>
    (error as { problems: readonly { field: string }[] }).problems.some(({ field }) => field.includes('proofSw')),
  );

  const whole = await filledForm(world, zhang, { bundle: FUNERAL, typed });
  await saveDraftPage(world, zhang, { draft: whole, page: 'outside-proofs', input: { proofSw: '丽医死字 2026-118' } });
  const { no } = await fileApplication(world, zhang, { key: aKey(), draft: whole, declared: true });
  const view = await applicationView(world, zhang, no);
  const shown = view.parts.find(({ key }) => key === 'sw');
  assert.deepEqual([shown?.state, shown?.proof], ['granted', '死亡证明']);
  const begun = readShortNo(view.parts.find(({ case: part }) => part !== undefined)?.case?.no ?? '');
  assert.ok(begun);
  const { answers } = await caseView(world, zhang, begun);
  assert.ok(JSON.stringify(answers).includes('丽医死字 2026-118'), 'the department that goes on with it is told');
});

test('a file from outside is demanded where a service asks for it by that name; what none would look at is asked by number', async () => {
  const { definition } = (await bundleInForce(world.db, FUNERAL)) ?? assert.fail('no bundle');
  const asking = (name: string) => ({
    ...definition,
    nodes: definition.nodes.map((node) =>
      node.key === 'sw' ? { ...node, proof: { ask: 'file' as const, name } } : node,
    ),
  });
  const choices = Object.fromEntries(
    Object.entries(await plainAnswers(FUNERAL)).map(([name, value]) => [name, value === 'no' ? false : value]),
  );
  assert.ok(applies(definition, choices).has('sw'));
  const formOf = async (name: string) =>
    (await planBundle(world.db, asking(name), { choices, capacity: 'person' })).merged.form.layout.pages.flatMap(
      ({ fields }) => fields,
    );
  const file = (await formOf('死亡证明')).find(({ label }) => label === '死亡证明');
  assert.deepEqual([file?.kind, file?.required, file?.replacedBy], ['file', true, undefined]);
  const asked = await formOf('公证书');
  assert.ok(asked.some(({ name, required }) => name === 'proofSw' && required));
});
