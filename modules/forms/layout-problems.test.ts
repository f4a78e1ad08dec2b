import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormLayout } from './definition.ts';
import type { FormPage } from './page.ts';
import { aField } from './testing.ts';

const options = ['yes', 'maybe'].map((value) => ({ value, label: value }));
const asked = aField({ name: 'first', kind: 'choice', options });
const page = (id: string, ...fields: readonly FormPage['fields'][number][]): FormPage => ({ id, title: id, fields });

function messages(...pages: readonly FormPage[]): string {
  const result = FormLayout.safeParse({ pages });
  return result.success ? '' : result.error.issues.map(({ message }) => message).join(' ');
}

test('a layout of one question is a form', () => {
  assert.equal(messages(page('one', asked)), '');
});

test('a page asks only about earlier pages, a field only about earlier fields of its page', () => {
  const showIf = { field: 'first', equals: 'yes' } as const;
  const second = aField({ name: 'second', showIf });

  assert.equal(messages(page('one', asked, second)), '');
  assert.equal(messages(page('one', asked), { ...page('two', aField({ name: 'second' })), showIf }), '');
  assert.match(messages(page('one', second, asked)), /not asked before/);
  assert.match(messages(page('one', asked), page('two', second)), /not asked before/);
  assert.match(messages({ ...page('one', asked), showIf }), /not asked before/);
});

test('a condition compares with answers that can be given', () => {
  const showIf = { any: [{ not: { field: 'first', in: ['yes', 'never'] } }] } as const;
  assert.match(messages(page('one', asked, aField({ name: 'second', showIf }))), /with never/);
});

test('nothing is named twice, and no page takes an address that is in use', () => {
  assert.match(messages(page('one', asked), page('one', aField())), /one appears twice/);
  assert.match(messages(page('one', asked, asked)), /first appears twice/);
  assert.match(messages(page('check', asked)), /reserved/);
});

test('each property belongs to its kinds', () => {
  const wrong = [
    aField({ kind: 'choice' }),
    aField({ options }),
    aField({ kind: 'file' }),
    aField({ material: 1 }),
    aField({ kind: 'date', maxLength: 5 }),
    aField({ kind: 'money', pattern: '^1$' }),
    aField({ max: 5 }),
    aField({ kind: 'file', material: 1, replacedBy: { kind: 'eLicense', name: '营业执照' } }),
    aField({ kind: 'choice', options: [options[0] ?? { value: 'x', label: 'x' }, { value: 'yes', label: '又一次' }] }),
  ];
  for (const field of wrong) assert.match(messages(page('one', field)), /answer:/, JSON.stringify(field));
});
