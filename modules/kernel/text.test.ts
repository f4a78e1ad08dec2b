import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { locales, sentencesOf, translator, translatorOf } from './text.ts';

const t = translatorOf(
  'zh-CN',
  new Map([
    ['a.plain', '办件'],
    ['a.filled', '还剩 {count, number} 天,{name}'],
  ]),
  { strict: true },
);

test('a sentence is filled in with its values', () => {
  assert.equal(t('a.plain'), '办件');
  assert.equal(t('a.filled', { count: 1200, name: '<张*>' }), '还剩 1,200 天,<张*>');
});

test('a key without a sentence fails a test and is shown as it is to a citizen', () => {
  assert.throws(() => t('a.none'), /a\.none/);
  assert.equal(translatorOf('zh-CN', new Map(), { strict: false })('a.none'), 'a.none');
});

test('every sentence of every locale can be parsed, and no key has two', () => {
  for (const locale of locales()) {
    for (const [key, sentence] of sentencesOf(locale)) {
      assert.doesNotThrow(() => new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true }), key);
    }
  }
});

test('every locale translates every key of the first one', () => {
  const wanted = [...sentencesOf('zh-CN').keys()];
  for (const locale of locales()) {
    const known = sentencesOf(locale);
    assert.deepEqual(
      wanted.filter((key) => !known.has(key)),
      [],
      locale,
    );
  }
});

test('the translator of a locale is made once', () => {
  assert.equal(translator('zh-CN'), translator('zh-CN'));
  assert.throws(() => translator('xx-XX'));
});
