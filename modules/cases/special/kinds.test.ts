import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lawfulKinds } from './kinds.ts';

const texts = (...listed: readonly string[]) => lawfulKinds(listed).map(({ text }) => text);

test('the kinds that the law names stop the clock, in whatever words the item lists them', () => {
  assert.deepEqual(texts('听证', '专家评审、听证时间不计入', '检疫(口岸)'), [
    '听证',
    '专家评审、听证时间不计入',
    '检疫(口岸)',
  ]);
});

test('another kind stops it only where the item cites an article', () => {
  assert.deepEqual(texts('公示', '公告15个工作日不计入', '公示期(某某条例第十条)不计入'), [
    '公示期(某某条例第十条)不计入',
  ]);
});

test('a visit to the site and time for mending are time of the office', () => {
  assert.deepEqual(texts('现场核查', '实地调查', '现场检查整改时间不计入'), []);
});
