import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { seedDemo } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { openModel, readModel } from '#routing';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { askGuide, seedRoutes } from '../index.ts';
import { answerOf } from './ask-guide.ts';

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedDemo(world);
  await seedSample(world);
  await seedRoutes(world);
});
after(async () => database.close());

async function asked(item: string, query: Readonly<Record<string, string>>) {
  const found = await itemById(world.db, item as ItemId);
  assert.ok(found);
  const named = Object.entries(query).map(([name, value]) => [`ask.${name}`, value]);
  return askGuide(world, found.version, new URLSearchParams(named));
}
const home = { use: '住宅', state: '没有限制', married: 'no', count: '2' };

test('the questions of a guide are the inputs of its tables, with the choices that they allow', async () => {
  const guide = (await asked('LJ-ZR-001', {})) ?? assert.fail();
  assert.deepEqual(
    guide.answers.map(({ question: { kind, choices } }) => [kind, choices.length]),
    [
      ['choice', 2],
      ['choice', 3],
      ['yes-no', 0],
      ['number', 0],
    ],
  );
  assert.deepEqual([guide.asked, guide.answer], [false, undefined]);
  assert.equal(await asked('LJ-GA-002', {}), undefined, 'an item without tables has no such part');
});

test('answers give whether one may apply, exactly which materials, and the fee in 分 with the rule behind it', async () => {
  const { answer } = (await asked('LJ-ZR-001', home)) ?? assert.fail();
  const { eligibility, materials, fee } = answer ?? assert.fail();
  assert.ok(eligibility !== undefined && eligibility !== 'failed');
  assert.deepEqual([eligibility.verdict, eligibility.rules[0]?.basis], ['yes', '《不动产登记暂行条例》第十四条']);
  assert.ok(materials !== undefined && materials !== 'failed');
  assert.deepEqual(materials.numbers, [1, 2, 3, 4]);
  assert.ok(fee !== undefined && fee !== 'failed');
  assert.deepEqual([fee.fen, fee.rules[0]?.text], [16_000, '住宅每件80元']);
  const sealed = (await asked('LJ-ZR-001', { ...home, state: '被查封' }))?.answer?.eligibility;
  assert.equal(sealed !== 'failed' && sealed?.verdict, 'no');
});

test('an answer that cannot be read is told at its question, and nothing is decided', async () => {
  const guide = (await asked('LJ-ZR-001', { ...home, count: 'two', state: 'whatever', married: '' })) ?? assert.fail();
  assert.deepEqual(
    guide.answers.map(({ problem }) => problem),
    [undefined, 'choice', 'missing', 'number'],
  );
  assert.equal(guide.answer, undefined);
});

test('a table that fails says so and spoils no other; a fee is whole 分', async () => {
  const half = (await asked('LJ-ZR-001', { ...home, count: '0.00001' }))?.answer;
  assert.equal(half?.fee, 'failed');
  assert.notEqual(half.eligibility, 'failed');
  const read =
    readModel(`<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:m">
    <decision id="fee" name="fee"><variable name="fee"/><literalExpression><text>1 / 0</text></literalExpression></decision></definitions>`);
  assert.ok('model' in read);
  assert.deepEqual(answerOf(openModel(read.model), {}, { now: () => new Date(0) }), { fee: 'failed' });
});

test('an allowance costs nothing, by its own rule', async () => {
  const { answer } = (await asked('LJ-MZ-004', { age: '84', local: 'yes' })) ?? assert.fail();
  assert.ok(answer?.fee !== undefined && answer.fee !== 'failed');
  assert.deepEqual([answer.fee.fen, answer.fee.rules[0]?.id], [0, 'free']);
});
