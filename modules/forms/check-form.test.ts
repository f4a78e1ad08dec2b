import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForm } from './check-form.ts';
import type { FormPage } from './page.ts';
import { aField, aForm } from './testing.ts';

const married: FormPage = {
  id: 'family',
  title: '家庭',
  fields: [aField({ name: 'married', kind: 'yes-no', label: '已婚' })],
};
const spouse: FormPage = {
  id: 'spouse',
  title: '配偶',
  showIf: { field: 'married', equals: true },
  fields: [
    aField({ name: 'spouse', label: '配偶姓名', maxLength: 5 }),
    aField({ name: 'certificate', kind: 'file', label: '结婚证', material: 3 }),
  ],
};
const form = aForm(married, spouse);
const codes = (answers: Parameters<typeof checkForm>[1], files: Record<number, number> = {}) =>
  checkForm(form, answers, files).map(({ page, field, code }) => `${page}/${field}: ${code}`);

test('every problem says on which page it is mended', () => {
  assert.deepEqual(codes({}), ['family/married: forms.yes-or-no']);
  assert.deepEqual(codes({ married: true }), [
    'spouse/spouse: forms.missing',
    'spouse/certificate: forms.missing-file',
  ]);
  assert.deepEqual(codes({ married: true, spouse: '和秀英' }, { 3: 1 }), []);
});

test('answers that a change of mind hid do not count', () => {
  assert.deepEqual(codes({ married: false, spouse: '太长的配偶姓名' }), []);
});

test('answers that are not of their kind are refused, wherever they come from', () => {
  assert.deepEqual(codes({ married: 'true' }), ['family/married: forms.not-offered']);
  assert.deepEqual(codes({ married: true, spouse: ['和秀英'] }, { 3: 1 }), ['spouse/spouse: forms.invalid']);
});

test('the JSON Schema may demand more than the layout shows, and is never overruled in silence', () => {
  const strict = { ...form, schema: { ...form.schema, allOf: [{ properties: { married: { const: false } } }] } };
  const impossible = { ...form, schema: { ...form.schema, not: {} } };

  assert.deepEqual(
    checkForm(strict, { married: true, spouse: '和秀英' }, { 3: 1 }).map(({ field, code }) => [field, code]),
    [['married', 'forms.invalid']],
  );
  assert.deepEqual(
    checkForm(impossible, { married: false }, {}).map(({ page, code }) => [page, code]),
    [['family', 'forms.invalid-whole']],
  );
});
