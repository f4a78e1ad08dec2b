import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aField } from '../testing.ts';
import { text, textarea } from './text.ts';

const field = aField({ maxLength: 5 });

test('rare characters and emoji are kept whole and count as one', () => {
  assert.equal(text.read(field, { answer: '　𠮷田龘😀﨑 ' }), '𠮷田龘😀﨑');
  assert.equal(text.check(field, '𠮷𠮷𠮷𠮷𠮷'), undefined);
  assert.deepEqual(text.check(field, '𠮷𠮷𠮷𠮷𠮷𠮷'), { code: 'forms.too-long', values: { max: 5, length: 6 } });
});

test('control characters, half characters and marks that turn the reading direction are refused', () => {
  for (const typed of ['a\u0000b', 'a\u001bb', 'a\u202eb', 'a\u2066b', 'a\ud842', 'a\nb', 'a\u0085b']) {
    assert.equal(text.check(field, typed)?.code, 'forms.characters', JSON.stringify(typed));
  }
});

test('a paragraph keeps its line breaks, each as one character', () => {
  const long = aField({ kind: 'textarea' });
  assert.equal(textarea.read(long, { answer: '一\r\n二\r三\n' }), '一\n二\n三');
  assert.equal(textarea.check(long, '一\n\t二'), undefined);
  assert.equal(textarea.check(long, '字'.repeat(2001))?.code, 'forms.too-long');
});

test('a text with a pattern is a number or code, typed as people type those', () => {
  const months = aField({ pattern: '^([1-9]|1[0-2])$' });
  assert.equal(text.read(months, { answer: ' １ ２ ' }), '12');
  assert.equal(text.check(months, '12'), undefined);
  assert.equal(text.check(months, '13')?.code, 'forms.pattern');
});
