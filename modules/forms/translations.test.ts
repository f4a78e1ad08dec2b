import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { translator } from '#kernel';

const file = new URL('../../locales/zh-CN/forms.json', import.meta.url);
const texts = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));

const sources = ['.', 'kinds'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.includes('test'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8')),
);
const used = new Set(
  sources.flatMap((source) => [...source.matchAll(/'(forms\.[a-z-]+)'/g)].map(([, key = '']) => key)),
);
used.delete('forms.form_version');

test('every problem has a sentence, and every sentence is used', () => {
  const codes = ['length', 'characters', 'date', 'check'].map((problem) => `forms.identity-number.${problem}`);
  const creditCodes = ['length', 'characters', 'check', 'organisation-check'].map(
    (problem) => `forms.credit-code.${problem}`,
  );

  assert.deepEqual(Object.keys(texts).toSorted(), [...used, ...codes, ...creditCodes].toSorted());
});

test('every problem names the field it is about', () => {
  const words = ['forms.yes', 'forms.no', 'forms.amount', 'forms.list-separator', 'forms.invalid-whole'];
  for (const key of Object.keys(texts).filter((name) => !words.includes(name))) {
    const sentence = translator()(key, { label: '身份证号码', max: 5, min: 1, length: 9 });
    assert.match(sentence, /身份证号码/, key);
    assert.doesNotMatch(sentence, /[{}]/, key);
  }
});
