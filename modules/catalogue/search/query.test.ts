import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials, sounds, syllables } from './pinyin.ts';
import { parseQuery } from './query.ts';
import { indexSynonyms } from './synonym-index.ts';
import { normalise } from './words.ts';

const synonyms = indexSynonyms([{ everyday: '开饭店', official: '食品经营许可' }]);

test('filler is dropped unless there is nothing else', () => {
  assert.equal(parseQuery('我要怎么办理护照', synonyms).core, '护照');
  assert.equal(parseQuery('我要办理', synonyms).core, '我要办理');
});

test('a synonym is one idea, also with particles in between', () => {
  for (const q of ['我要开饭店', '开了饭店']) {
    const [unit, ...more] = parseQuery(q, synonyms).units;
    assert.equal(unit?.text, '开饭店');
    assert.equal(unit.official.length, 1);
    assert.equal(more.length, 0);
  }
});

test('a synonym is also heard when it is typed in letters', () => {
  assert.equal(parseQuery('woyaokaifandian', synonyms).units[0]?.official.length, 1);
});

test('letters are cut into syllables, the longest first, or are none', () => {
  assert.deepEqual(syllables('shenfenzheng'), ['shen', 'fen', 'zheng']);
  assert.deepEqual(syllables('gongjijin'), ['gong', 'ji', 'jin']);
  assert.equal(syllables('sfz'), undefined);
  assert.equal(syllables(`${'an'.repeat(2000)}q`), undefined, 'and that at once, however many ways there are to try');
});

test('sounds are as the south types them, first letters as everybody does', () => {
  assert.deepEqual(sounds('身份证'), ['sen', 'fen', 'zen']);
  assert.equal(initials('营业执照'), 'yyzz');
});

test('filler typed in letters is dropped as well', () => {
  assert.deepEqual(parseQuery('zenmebanhuzhao', synonyms).units[0]?.sounds, ['hu', 'zao']);
});

test('text is compared in simplified characters, small and half width', () => {
  assert.equal(normalise('營業執照(ＫＴＶ)、 2026'), '营业执照 ktv 2026');
});
