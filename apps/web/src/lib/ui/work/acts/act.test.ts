import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessKeys, formsOf, tickedIn, typedIn } from './act.ts';

test('granting and denying are one form', () => {
  assert.deepEqual(formsOf(['grant', 'deny', 'release']), ['decide', 'release']);
});

test('acts of applicants and of the platform have no form at the desk', () => {
  assert.deepEqual(formsOf(['withdraw', 'answer-supplement', 'take']), []);
});

test('no two acts share a key', () => {
  const keys = Object.values(accessKeys);

  assert.equal(new Set(keys).size, keys.length);
});

test('what was typed into an act that failed is still there', () => {
  const failed = { act: 'refuse', typed: { remedy: '重新申请', material: ['1', '3'] } };

  assert.equal(typedIn(failed, 'remedy'), '重新申请');
  assert.equal(typedIn(failed, 'reason'), '');
  assert.equal(tickedIn(failed, 'material', '3'), true);
  assert.equal(tickedIn(failed, 'material', '2'), false);
  assert.equal(tickedIn(undefined, 'material', '2'), false);
});
