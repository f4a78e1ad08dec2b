import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseNo, newQueryCode, readQueryCode, readShortNo, shortNo } from './numbers.ts';

const evening = new Date('2026-11-22T16:30:00Z');

test('the numbers carry the day in legal time, not in UTC', () => {
  assert.match(shortNo(evening, 42n), /^LJ261123000042[0-9A-Z]$/);
  assert.equal(caseNo('1'.repeat(31), evening, 7), `${'1'.repeat(31)}202611230007`);
});

test('a short number is read however it was typed, and a single wrong character never passes', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 999_999n), fc.nat(14), fc.constantFrom(...'0123456789'), (serial, place, digit) => {
      const no = shortNo(evening, serial);
      assert.equal(readShortNo(` ${no.slice(0, 5)} ${no.slice(5).toLowerCase()} `), no);
      const wrong = no.slice(0, place) + digit + no.slice(place + 1);
      assert.equal(readShortNo(wrong), wrong === no ? no : undefined);
    }),
  );
});

test('full-width digits are digits', () => {
  const no = shortNo(evening, 1n);
  assert.equal(readShortNo(no.replaceAll('0', '0')), no);
});

test('a query code is eight characters of base32', () => {
  assert.match(newQueryCode(), /^[A-Z2-7]{8}$/);
  assert.equal(readQueryCode('abcd efgh'), 'ABCDEFGH');
});
