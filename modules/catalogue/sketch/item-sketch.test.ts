import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ItemElements } from '../elements.ts';
import { readSampleFile } from '../sample/sample-file.ts';
import { sampleElements } from '../sample/to-elements.ts';
import { elementsWith, isTouched } from './elements-with.ts';
import { itemDiff } from './item-diff.ts';
import { itemProblems } from './item-problems.ts';
import { sketchOfItem, type ItemSketch } from './item-sketch.ts';
import { posted } from '../testing.ts';
import { writtenItem } from './write-item.ts';

/** As the database gives them back. */
const kept = (elements: ItemElements): ItemElements => ItemElements.parse(JSON.parse(JSON.stringify(elements)));
const items = readSampleFile().items.map((item) => ({ id: item.id, elements: kept(sampleElements(item)) }));
const elementsOf = (id: string) => items.find((item) => item.id === id)?.elements ?? assert.fail(id);
/** Food permits. */
const food = elementsOf('LJ-SC-005');
const sketch = sketchOfItem(food);

const problemsOf = (written: ItemSketch, elements = food) =>
  itemProblems(elements, written).problems.map(({ place, code }) => [place, code.replace('catalogue.draft.', '')]);

test('every item of the sample city is good to publish as it is, and reads the same when nothing was written', () => {
  for (const { id, elements } of items) {
    const plain = sketchOfItem(elements);
    assert.deepEqual(itemProblems(elements, plain).problems, [], id);
    assert.deepEqual(elementsWith(elements, plain), elements, id);
    const again = writtenItem({ elements, sketch: plain }, posted(plain));
    assert.ok(!isTouched(elements, again), id);
    assert.deepEqual(itemDiff(elements, elements), []);
  }
});

test('whatever is typed makes an element set that may be published, and nothing that identifies the item another', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('', '20', '0', 'workday', 'yes', '材料', '0888-5123456', '<b>x</b>'),
  );
  const fields = Object.keys(posted(sketch)).filter((name) => !/^materials\.\d+\.no$/.test(name));
  const typing = fc.dictionary(fc.constantFrom(...fields), text);
  fc.assert(
    fc.property(typing, (typed) => {
      const written = writtenItem({ elements: food, sketch }, { ...posted(sketch), ...typed });
      const elements = ItemElements.parse(elementsWith(food, written));
      const { taskCode, catalogCode, itemType, agency, useLevel, stages } = elements;
      const same = { taskCode, catalogCode, itemType, agency, useLevel, stages };
      for (const [name, value] of Object.entries(same)) assert.deepEqual(value, food[name as keyof typeof same]);
    }),
    { numRuns: 300 },
  );
});

test('a promise longer than the law, one without a unit and one in words are told at their fields', () => {
  const promised = (value: string, unit: string) => ({ ...sketch, promised: { value, unit, note: '' } });
  const statutory = food.statutoryLimit ?? assert.fail();
  const longer = promised(String(statutory.value + 1), statutory.unit);
  assert.deepEqual(problemsOf(longer), [['promised.value', 'promise-longer']]);
  assert.deepEqual(problemsOf(promised('5', '')), [['promised.unit', 'unit-missing']]);
  assert.deepEqual(problemsOf(promised('五天', 'workday')), [['promised.value', 'limit-unclear']]);
  assert.deepEqual(elementsWith(food, promised('五天', 'workday')).promisedLimit, food.promisedLimit);
  assert.deepEqual(elementsWith(food, promised('5', 'workday')).promisedLimit, { value: 5, unit: 'workday' });
});

test('what is done at once is promised for a day at most; without a limit by law it says why', () => {
  const [atOnce] = items.filter(({ elements }) => elements.caseType === '1');
  assert.ok(atOnce);
  const plain = sketchOfItem(atOnce.elements);
  const slow = { ...plain, promised: { value: '2', unit: 'workday', note: '' } };
  assert.ok(problemsOf(slow, atOnce.elements).some(([, code]) => code === 'not-at-once' || code === 'promise-longer'));
  const unlimited = { ...sketch, statutory: { value: '', unit: '', note: '' } };
  assert.deepEqual(problemsOf(unlimited), [['limitNote', 'limit-note']]);
});

test('materials are added with a number of their own, removed and put into another order; the others keep theirs', () => {
  const press = (from: ItemSketch, button: string) =>
    writtenItem({ elements: food, sketch: from }, posted(from), button);
  const highest = Math.max(...food.materials.map(({ no }) => no));
  const added = press(sketch, 'add.materials');
  assert.equal(added.materials.at(-1)?.no, highest + 1);
  const removed = press(added, `remove.materials.${added.materials.length - 1}`);
  assert.deepEqual(removed, sketch);
  const fewer = press(sketch, 'remove.materials.0');
  assert.deepEqual(
    fewer.materials.map(({ no }) => no),
    sketch.materials.slice(1).map(({ no }) => no),
  );
  const [one, two] = sketch.materials;
  assert.deepEqual(press(sketch, 'up.materials.1').materials.slice(0, 2), [two, one]);
  const lost = press(press(sketch, `remove.materials.${sketch.materials.length - 1}`), 'add.materials');
  assert.equal(lost.materials.at(-1)?.no, highest + 1, 'the number of what went is not given to something else');
});

test('a nameless material, one that stands twice and a catch-all are told; a stranger’s number is nobody’s row', () => {
  const named = (name: string): ItemSketch => ({
    ...sketch,
    materials: sketch.materials.map((material, at) => (at === 1 ? { ...material, name } : material)),
  });
  assert.deepEqual(problemsOf(named(' ')), [['materials.1.name', 'material-name']]);
  assert.deepEqual(problemsOf(named(sketch.materials[0]?.name ?? '')), [['materials.1.name', 'material-twice']]);
  for (const name of ['其他材料', '法律、法规规定的其他材料', '有关证明'])
    assert.deepEqual(problemsOf(named(name)), [['materials.1.name', 'catch-all']], name);
  assert.deepEqual(problemsOf(named('食品安全员培训证明')), []);
  const forged = writtenItem({ elements: food, sketch }, { ...posted(sketch), 'materials.0.no': '99' });
  assert.equal(forged.materials.length, sketch.materials.length - 1);
});

test('what is charged says how much and by which law, and whoever has to come is told why', () => {
  const charged = { ...sketch, fee: { charged: 'yes', standard: '', basis: '', payOnline: false } };
  assert.deepEqual(problemsOf(charged), [
    ['fee.standard', 'fee-standard'],
    ['fee.basis', 'fee-basis'],
  ]);
  assert.deepEqual(problemsOf({ ...sketch, fee: { ...sketch.fee, charged: 'no', payOnline: true } }), [
    ['fee.payOnline', 'free-and-paid'],
  ]);
  assert.deepEqual(problemsOf({ ...sketch, visits: '40' }), [['visits', 'visits-unclear']]);
  const online = { ...food, onlineDepth: 'III' as const };
  assert.deepEqual(problemsOf({ ...sketch, visits: '1', visitReason: '' }, online), [['visitReason', 'visit-reason']]);
});

test('numbers that nobody can call are told, and the one to complain at is another than the one to ask at', () => {
  const consult = { phones: '0888-5123456', text: '' };
  assert.deepEqual(problemsOf({ ...sketch, consult: { ...consult, phones: '请到窗口' } }), [
    ['consult.phones', 'phone-unclear'],
  ]);
  assert.deepEqual(problemsOf({ ...sketch, consult, supervise: consult }), [['supervise.phones', 'phone-same']]);
  const { consult: read } = elementsWith(food, {
    ...sketch,
    consult: { phones: '（0888）512 3456', text: '午休不接' },
  });
  assert.deepEqual(read?.text, '午休不接');
});

test('the difference is told in words: what a limit was, which lines came, which material is not asked any more', () => {
  const written: ItemSketch = {
    ...sketch,
    promised: { value: '7', unit: 'workday', note: '' },
    conditions: `${sketch.conditions}\n有符合规定的场所`,
    materials: sketch.materials.slice(1),
  };
  const changes = itemDiff(food, elementsWith(food, written));
  assert.deepEqual(
    changes.map(({ kind, part, facts }) => [kind, part, facts[0]?.after]),
    [
      ['changed', 'element', '7 个工作日'],
      ['changed', 'element', '有符合规定的场所'],
      ['removed', 'material', undefined],
    ],
  );
  assert.equal(changes.at(-1)?.label, food.materials[0]?.name);
});
