import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCharacter, hasCheckCharacter } from '#kernel';

const text = fc.stringMatching(/^[0-9A-Z]{1,30}$/);
const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');

test('the worked example of ISO 7064 has the check character of the standard', () => {
  assert.equal(checkCharacter('A12425GABC1234002'), 'M');
  assert.equal(hasCheckCharacter('A12425GABC1234002M'), true);
});

test('whatever text is given its check character is accepted', () => {
  fc.assert(fc.property(text, (body) => hasCheckCharacter(body + checkCharacter(body))));
});

test('one wrong character anywhere is always noticed', () => {
  fc.assert(
    fc.property(text, fc.nat(), character, (body, place, other) => {
      const whole = body + checkCharacter(body);
      const at = place % whole.length;
      fc.pre(whole[at] !== other);
      return !hasCheckCharacter(whole.slice(0, at) + other + whole.slice(at + 1));
    }),
  );
});

test('a text with anything but digits and capital letters has no check character', () => {
  for (const text of ['', 'A', 'a1', 'Ａ1', '甲1', 'A-1']) assert.equal(hasCheckCharacter(text), false, text);
  assert.throws(() => checkCharacter('a'), RangeError);
});
