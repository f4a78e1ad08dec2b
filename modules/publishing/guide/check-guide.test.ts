import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId, type ServiceItem } from '#catalogue';
import { seedDemo } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { decisionVersion, openModel, readModel } from '#routing';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { pinnedService, seedRoutes } from '../index.ts';
import { inputsInVain } from '../inputs-in-vain.ts';
import { GUIDE } from './ask-guide.ts';
import { checkGuide } from './check-guide.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock(NOW.toISOString()));
  await seedDemo(world);
  await seedSample(world);
  await seedRoutes(world);
});
after(async () => database.close());

async function itemOf(id: string): Promise<ServiceItem> {
  return (await itemById(world.db, id as ItemId)) ?? assert.fail(`There is no ${id}.`);
}

async function guideOf(item: ServiceItem): Promise<string> {
  const pinned = await pinnedService(world.db, item.version);
  return (await decisionVersion(world.db, pinned?.decisions[GUIDE] ?? assert.fail())).xml;
}

function opened(xml: string) {
  const read = readModel(xml);
  assert.ok('model' in read);
  return openModel(read.model);
}

test('the guides of the sample city answer whatever their questions allow', async () => {
  for (const id of ['LJ-ZR-001', 'LJ-MZ-004']) {
    const item = await itemOf(id);
    assert.deepEqual(checkGuide(item, opened(await guideOf(item)), NOW), { problems: [], warnings: [] }, id);
  }
});

test('a guide that names a material that is not there is stopped, with the number', async () => {
  const item = await itemOf('LJ-ZR-001');
  const fewer = {
    ...item,
    elements: { ...item.elements, materials: item.elements.materials.filter(({ no }) => no !== 1) },
  };
  const { problems } = checkGuide(fewer, opened(await guideOf(item)), NOW);
  assert.deepEqual(
    problems.map(({ code, values }) => [code, values]),
    [['publishing.guide-material-unknown', { no: 1 }]],
  );
});

const literal = (name: string, text: string) => `
  <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:m">
    <inputData id="i" name="count"><variable name="count" typeRef="number"/></inputData>
    <decision id="d" name="${name}"><variable name="${name}"/>
      <informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
      <literalExpression><text>${text}</text></literalExpression></decision></definitions>`;

test('an answer that never comes out is stopped, one that fails for some is told, and none at all is no guide', async () => {
  const item = await itemOf('LJ-ZR-001');
  const codes = (xml: string) => {
    const { problems, warnings } = checkGuide(item, opened(xml), NOW);
    return [...problems, ...warnings].map(({ code, values }) => [code, values?.given]);
  };
  assert.deepEqual(codes(literal('fee', '"eighty"')), [['publishing.guide-never', 'count = 0']]);
  assert.deepEqual(codes(literal('fee', '100 / count')), [['publishing.guide-fails', 'count = 0']]);
  assert.deepEqual(codes(literal('whatever', '1')), [['publishing.guide-answers-nothing', undefined]]);
});

test('a question that nothing about a case answers is told with the name that may have been meant', () => {
  const told = (known: readonly string[]) =>
    inputsInVain({ name: 'urgency', decisions: opened(literal('urgency', 'count')), known }).map(({ code, values }) => [
      code,
      values?.meant,
    ]);
  assert.deepEqual(told(['count']), []);
  assert.deepEqual(told(['counts', 'received']), [['publishing.input-meant', 'counts']]);
  assert.deepEqual(told(['received']), [['publishing.input-unknown', undefined]]);
});
