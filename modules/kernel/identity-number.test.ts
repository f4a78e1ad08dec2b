import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { birthDate, identityCheck, identityNumberProblem, mask } from '#kernel';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-11-22T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const number = fc
  .tuple(fc.stringMatching(/^[1-8][0-9]{5}$/), day, fc.stringMatching(/^[0-9]{3}$/))
  .map((parts) => parts.join(''))
  .map((body) => body + identityCheck(body));

test('the example of GB 11643 is right', () => {
  assert.equal(identityNumberProblem('11010519491231002X'), undefined);
  assert.equal(birthDate('11010519491231002X')?.toString(), '1949-12-31');
});

test('every number with a day of birth and its check character is right', () => {
  fc.assert(fc.property(number, (right) => identityNumberProblem(right) === undefined));
});

test('one wrong digit anywhere is always noticed', () => {
  fc.assert(
    fc.property(number, fc.nat(16), fc.nat(9), (right, at, digit) => {
      fc.pre(right[at] !== String(digit));
      return identityNumberProblem(right.slice(0, at) + String(digit) + right.slice(at + 1)) !== undefined;
    }),
  );
});

test('two neighbouring digits swapped are always noticed', () => {
  fc.assert(
    fc.property(number, fc.nat(15), (right, at) => {
      fc.pre(right[at] !== right[at + 1]);
      const swapped = right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2);
      return identityNumberProblem(swapped) !== undefined;
    }),
  );
});

test('a day that never was is no day of birth', () => {
  for (const day of ['20230229', '19001301', '20260431']) {
    const body = `530702${day}123`;
    assert.equal(identityNumberProblem(body + identityCheck(body)), 'date', day);
  }
});

test('a number of the old length, a small x and letters are refused, each with its reason', () => {
  assert.equal(identityNumberProblem('110105491231002'), 'length');
  assert.equal(identityNumberProblem('11010519491231002x'), 'characters');
  assert.equal(identityNumberProblem('1101051949123100X2'), 'characters');
  assert.equal(identityNumberProblem('110105194912310021'), 'check');
});

test('a masked number keeps the place and the last four digits and no day of birth', () => {
  assert.equal(mask.identityNumber('11010519491231002X'), '110105********002X');
  assert.equal(mask.phone('13812345678'), '138****5678');
  assert.equal(mask.name('𠮷田'), '𠮷*');
  assert.equal(mask.name('吉'), '吉*');
});
