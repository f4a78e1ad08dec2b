import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { changeView, pinnedService, seedRoutes, startChange } from '../index.ts';
import { defaultTexts } from './default-texts.ts';
import { editTexts, textSheet } from './edit-texts.ts';
import { filledText, placeholders, strangePlaces } from './placeholders.ts';
import { ReadyTexts, textDiff, type ReadyText } from './ready-text.ts';
import { textProblems } from './text-problems.ts';
import { endNow } from '../testing.ts';

/** Food permits: several departments work on them. */
const FOOD = 'LJ-SC-005';
const HERITAGE = '11530700DEMA00208E';
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

const aText = (text: Partial<ReadyText> = {}): ReadyText => ({
  act: 'agree',
  name: '三防齐全',
  text: '后厨三防设施齐全。',
  article: '',
  department: '',
  ...text,
});

/** Texts as the fields of their page. */
function posted(texts: readonly ReadyText[]): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text, at) => Object.entries(text).map(([field, value]) => [`texts.${at}.${field}`, value])),
  );
}

async function write(change: string, texts: readonly ReadyText[], button = 'save'): Promise<void> {
  const { revision } = (await textSheet(world, first, change)).change;
  await editTexts(world, first, { change, revision, typed: posted(texts), button });
}

const begun = async (item: string) => (await startChange(world, first, { key: key(), item })).change;
const problemsOf = (texts: readonly ReadyText[], departments: readonly string[] = []) =>
  textProblems(texts, new Set(departments)).map(({ code, field }) => [code.replace('publishing.text.', ''), field]);

test('texts are written by one and published by another; the version keeps them, and the next change begins with them', async () => {
  const old = await itemById(world.db, FOOD as ItemId);
  const change = await begun(FOOD);
  const texts = [
    aText({ act: 'request-supplement', name: '健康证', text: '缺少从业人员健康证明。' }),
    aText({ department: HERITAGE }),
    aText({ act: 'deny', name: '场所', text: '{item}的场所不符合要求。', article: '《食品安全法》第三十三条' }),
  ];
  await write(change, texts);
  const { textChanges, checked } = await changeView(world, first, change);
  assert.deepEqual(checked.problems, []);
  assert.deepEqual(
    textChanges.map(({ kind, act, name }) => [kind, act, name]),
    [
      ['added', 'request-supplement', '健康证'],
      ['added', 'agree', '三防齐全'],
      ['added', 'deny', '场所'],
    ],
  );
  await endNow(world, first, { change, act: 'propose' });
  await endNow(world, second, { change, act: 'publish' });

  const item = await itemById(world.db, FOOD as ItemId);
  assert.ok(item && old && item.version !== old.version);
  assert.deepEqual((await pinnedService(world.db, item.version))?.texts, texts);
  assert.deepEqual((await pinnedService(world.db, old.version))?.texts, []);
  assert.deepEqual((await textSheet(world, first, await begun(FOOD))).texts, texts);
});

test('what nothing fills in, what is too long, what has no name and a refusal without an article stand against publishing', () => {
  assert.deepEqual(problemsOf([aText({ text: '{item}在{date}办结，编号{case}，{applicant}，{article}' })]), []);
  assert.deepEqual(problemsOf([aText({ text: '您的{phone}' })]), [['placeholder', 'texts.0.text']]);
  assert.deepEqual(problemsOf([aText({ text: '没有关的{item' })]), [['placeholder', 'texts.0.text']]);
  assert.deepEqual(problemsOf([aText({ text: ' ' })]), [['empty', 'texts.0.text']]);
  assert.deepEqual(problemsOf([aText({ act: 'request-supplement', text: '长'.repeat(501) })]), [
    ['too-long', 'texts.0.text'],
  ]);
  assert.deepEqual(problemsOf([aText({ name: ' ' })]), [['name-missing', 'texts.0.name']]);
  assert.deepEqual(problemsOf([aText(), aText()]), [['name-twice', 'texts.1.name']]);
  for (const act of ['refuse', 'object', 'deny'] as const)
    assert.deepEqual(problemsOf([aText({ act })]), [['article-missing', 'texts.0.article']], act);
  assert.deepEqual(problemsOf([aText({ department: 'NOBODY' })], [HERITAGE]), [['department', 'texts.0.department']]);
  const many = Array.from({ length: 61 }, (_, at) => aText({ name: `第${at}条` }));
  assert.deepEqual(problemsOf(many), [['too-many', undefined]]);
});

test('a text that cannot be published is kept as it was typed, told with its place, and not proposed', async () => {
  const change = await begun('LJ-GA-010');
  await write(change, [], 'add.object');
  await write(change, [aText({ act: 'object', name: '消防', text: '{nobody}' })]);
  const { texts, problems } = await textSheet(world, first, change);
  assert.deepEqual(texts, [aText({ act: 'object', name: '消防', text: '{nobody}' })]);
  assert.deepEqual(
    problems.map(({ code, field, values }) => [code, field, values?.place]),
    [
      ['publishing.text.placeholder', 'texts.0.text', 'nobody'],
      ['publishing.text.article-missing', 'texts.0.article', undefined],
    ],
  );
  await assert.rejects(endNow(world, first, { change, act: 'propose' }), {
    code: 'publishing.has-problems',
  });
  await assert.rejects(
    editTexts(world, second, { change, revision: 1, typed: {} }),
    { code: 'publishing.saved-meanwhile' },
    'nobody overwrites what somebody else saved',
  );
  await write(change, texts, 'remove.0');
  assert.deepEqual((await textSheet(world, first, change)).texts, []);
});

test('the platform’s own texts rest on the item’s law and on no other, and can be begun with', async () => {
  const change = await begun('LJ-GA-010');
  await write(change, [], 'begin.deny');
  const { texts, problems } = await textSheet(world, first, change);
  assert.ok(texts.length > 0 && texts.every(({ act }) => act === 'deny'));
  assert.deepEqual(problems, []);

  const item = await itemById(world.db, 'LJ-GA-010' as ItemId);
  assert.ok(item, 'the sample has it');
  assert.ok(item.elements.legalBasis.some(({ law, article }) => law === '行政许可法' && article === '第四十二条'));
  const articles = (legalBasis: typeof item.elements.legalBasis) =>
    new Set(
      defaultTexts({ ...item.elements, legalBasis }).flatMap(({ act, article }) => (act === 'deny' ? article : [])),
    );
  assert.deepEqual(
    [...articles(item.elements.legalBasis)],
    ['《行政许可法》第三十八条第二款'],
    'not the one about time',
  );
  const own = { law: '旅馆业治安管理办法', article: '第四条' };
  assert.deepEqual([...articles([...item.elements.legalBasis, own])], ['《旅馆业治安管理办法》第四条']);

  const lawless = defaultTexts({ ...item.elements, itemType: '20', legalBasis: [{ law: '某办法' }] });
  assert.ok(lawless.length > 5 && lawless.every(({ article }) => article === ''));
  assert.deepEqual(
    lawless.flatMap(({ text }) => strangePlaces(text)),
    [],
  );
});

test('filled in, a text has nothing open that is known, and says the rest as it was written', () => {
  assert.equal(filledText('{applicant}的{item}', { item: '许可' }), '{applicant}的许可');
  const known = Object.fromEntries(placeholders.map((name) => [name, '甲']));
  fc.assert(
    fc.property(fc.string(), (text) => {
      const open = strangePlaces(text).length > 0;
      assert.equal(open || !/[{}]/.test(filledText(text, known)), true);
      assert.equal(filledText(text, {}), text);
    }),
  );
});

test('texts from before they had names are read as what they were, and a change of one is told as that', () => {
  const [former] = ReadyTexts.parse([{ act: 'pass', text: '符合要求。' }]);
  assert.deepEqual(former, { act: 'agree', name: '符合要求。', text: '符合要求。', article: '', department: '' });
  assert.deepEqual(
    textDiff([aText(), aText({ name: '旧' })], [aText({ text: '别的。' })]).map(({ kind, name }) => [kind, name]),
    [
      ['removed', '旧'],
      ['changed', '三防齐全'],
    ],
  );
});
