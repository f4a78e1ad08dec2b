import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidInput } from '#kernel';
import { answerTyped, hearingDone, required } from './typed.ts';

test('an answer says whether and why; everything that is missing is said at once', () => {
  assert.deepEqual(answerTyped('upheld', '记录不符'), { outcome: 'upheld', text: '记录不符' });
  for (const [outcome, text, missing] of [
    ['', ' ', 2],
    ['perhaps', '记录不符', 1],
    ['notUpheld', '', 1],
  ] as const)
    assert.throws(
      () => answerTyped(outcome, text),
      (error) => error instanceof InvalidInput && error.problems.length === missing,
    );
});

test('words that nobody wrote are asked for', () => {
  assert.equal(required('words', '有人插队'), '有人插队');
  assert.throws(() => required('words', ' \n'), InvalidInput);
});

test('an address cannot make the page say what was not done', () => {
  assert.deepEqual(hearingDone(new URLSearchParams('done=answered')), { done: 'answered' });
  assert.deepEqual(hearingDone(new URLSearchParams('done=fired')), {});
});
