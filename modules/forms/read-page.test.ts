import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPage } from './read-page.ts';
import { aField, aForm } from './testing.ts';

const why = aField({
  name: 'why',
  kind: 'choice',
  label: '原因',
  options: [
    { value: 'lost', label: '丢失' },
    { value: 'damaged', label: '损坏' },
  ],
});
const when = aField({ name: 'when', kind: 'date', label: '日期', showIf: { field: 'why', equals: 'lost' } });
const rent = aField({ name: 'rent', kind: 'money', label: '房租', required: false });
const extras = aField({ name: 'extras', kind: 'choices', label: '其他', required: false, options: why.options ?? [] });
const form = aForm(why, when, rent, extras);

test('bad answers are kept as they were typed, next to a problem that names the field', () => {
  const { answers, problems } = readPage(form, 'page', { why: 'lost', when: '昨天', rent: '1e3' });

  assert.deepEqual(answers, { why: 'lost', when: '昨天', rent: '1e3', extras: [] });
  assert.deepEqual(problems, [
    { field: 'when', code: 'forms.date', values: { label: '日期' } },
    { field: 'rent', code: 'forms.money', values: { label: '房租' } },
  ]);
});

test('a question that comes up because of an answer on the same page is asked at once', () => {
  assert.deepEqual(
    readPage(form, 'page', { why: 'lost' }).problems.map(({ field, code }) => [field, code]),
    [['when', 'forms.missing']],
  );
  assert.deepEqual(readPage(form, 'page', { why: 'damaged' }).problems, []);
});

test('an emptied answer replaces the earlier one, a hidden one that was not posted does not', () => {
  assert.deepEqual(readPage(form, 'page', { why: 'damaged' }).answers, { why: 'damaged', rent: '', extras: [] });
  assert.deepEqual(readPage(form, 'page', { why: 'damaged', when: '2026-1-2' }).answers.when, '2026-01-02');
});

test('only what the page asks for is read', () => {
  const posted = { why: 'damaged', __proto__: 'x', constructor: 'x', other: 'x' };
  assert.deepEqual(Object.keys(readPage(form, 'page', posted).answers), ['why', 'rent', 'extras']);
  assert.throws(() => readPage(form, 'elsewhere', {}), RangeError);
});

test('whatever is posted is read without a fault, and read again from what was kept it is the same', () => {
  const text = fc.string({ unit: 'binary' });
  const value = fc.oneof(text, fc.array(text, { maxLength: 3 }));
  const posted = fc.dictionary(fc.constantFrom('why', 'when', 'when.year', 'rent', 'extras', 'toString'), value);
  fc.assert(
    fc.property(posted, (input) => {
      const { answers } = readPage(form, 'page', input);
      for (const name of ['why', 'when', 'rent'] as const) {
        const kept = answers[name];
        if (typeof kept === 'string') assert.equal(readPage(form, 'page', { [name]: kept }).answers[name], kept);
      }
    }),
  );
});
