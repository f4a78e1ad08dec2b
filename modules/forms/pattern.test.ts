import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormField } from './field.ts';
import { patternOf, readPattern } from './pattern.ts';

test('patterns of forms mean what they mean in JSON Schema', () => {
  assert.ok(patternOf(String.raw`^\d{17}[\dX]$`).test('53010219880101001X'));
  assert.ok(!patternOf(String.raw`^\d{17}[\dX]$`).test('53010219880101001XX'));
  assert.ok(patternOf(String.raw`^[^\u0000-\u001f\u007f]*$`).test('丽江 𠮷'));
  assert.ok(!patternOf(String.raw`^[^\u0000-\u001f\u007f]*$`).test('a\u0007'));
  assert.ok(patternOf(String.raw`^\p{Script=Han}{2,4}$`).test('和秀英'));
  assert.ok(!patternOf('^a$').test('a\nb'));
});

test('a pattern that an engine of tries would need years for is answered at once', () => {
  assert.equal(patternOf('^(a+)+$').test(`${'a'.repeat(5_000)}b`), false);
  assert.equal(patternOf(String.raw`^(\d+[-.]?)+$`).test(`${'1'.repeat(5_000)}x`), false);
});

test('what cannot be read, or is read in no bounded time, is no pattern of a field', () => {
  const field = { name: 'x', kind: 'text', label: '某个编号', required: true } as const;
  for (const pattern of ['^($', '^(a)\\1$', '^(?=a)a$', `^${'a'.repeat(600)}$`, 'a']) {
    assert.equal(pattern.startsWith('^') && readPattern(pattern) !== undefined, false, pattern);
    assert.equal(FormField.safeParse({ ...field, pattern }).success, false, pattern);
  }
  assert.equal(FormField.safeParse({ ...field, pattern: String.raw`^\d{6}$` }).success, true);
});
