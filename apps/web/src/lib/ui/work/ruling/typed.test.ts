import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidInput } from '#kernel';
import { quotaOf, reasonOf, rulingDone } from './typed.ts';

test('nothing typed is no limit, and a limit is a whole number from 2 to 100', () => {
  assert.deepEqual(['', ' ', '2', ' 12 ', '100'].map(quotaOf), [null, null, 2, 12, 100]);
  for (const typed of ['1', '0', '101', '-3', '2.5', '1e1', '十', '0x10'])
    assert.throws(() => quotaOf(typed), InvalidInput);
});

test('a queue is paused for a reason of the list and for no other', () => {
  assert.equal(reasonOf('holiday'), 'holiday');
  for (const typed of ['', 'lunch', '__proto__']) assert.throws(() => reasonOf(typed), InvalidInput);
});

test('an address cannot make the page say what was not done', () => {
  assert.deepEqual(rulingDone(new URLSearchParams('done=quota')), { done: 'quota' });
  assert.deepEqual(rulingDone(new URLSearchParams('done=everything')), {});
});
