import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { creditCheck, creditCodeProblem, organisationCheck } from '#kernel';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const character = fc.constantFrom(...ALPHABET);
const head = fc.stringMatching(/^[0-9]{8}$/);
const organisation = fc.stringMatching(/^[0-9ABCDEFGHJKLMNPQRTUWXY]{8}$/);

function code(region: string, body: string): string {
  const first = region + body + organisationCheck(body);
  return first + creditCheck(first);
}

test('the example of GB 32100 and codes of real companies are right', () => {
  for (const known of ['91350100M000100Y43', '9144030071526726XG', '91110000802100433B'])
    assert.equal(creditCodeProblem(known), undefined, known);
});

test('a code made with both check digits is right', () => {
  fc.assert(fc.property(head, organisation, (region, body) => creditCodeProblem(code(region, body)) === undefined));
});

test('one wrong character anywhere is always noticed', () => {
  fc.assert(
    fc.property(fc.tuple(head, organisation), fc.nat(17), character, ([region, body], at, other) => {
      const right = code(region, body);
      fc.pre(right[at] !== other);
      return creditCodeProblem(right.slice(0, at) + other + right.slice(at + 1)) !== undefined;
    }),
  );
});

test('a wrong organisation code inside a right whole is noticed', () => {
  const wrong = '91350100M000100Y' + '5';
  assert.equal(creditCodeProblem(wrong + creditCheck(wrong)), 'organisation-check');
});

test('length and characters are told apart', () => {
  assert.equal(creditCodeProblem('91350100M000100Y4'), 'length');
  assert.equal(creditCodeProblem('91350100M000100Y4I'), 'characters');
  assert.equal(creditCodeProblem('91350100m000100y43'), 'characters');
  assert.equal(creditCodeProblem('91350100M000100Y44'), 'check');
});
