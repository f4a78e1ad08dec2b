import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aField, creditCodes, identityNumbers } from '../testing.ts';
import { creditCode, identityNumber, phone } from './codes.ts';

const field = aField();
const fullWidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

test('an identity number may be typed in full width, in groups and with a small x', () => {
  fc.assert(
    fc.property(identityNumbers, (number) => {
      const typed = fullWidth(`${number.slice(0, 6)} ${number.slice(6).toLowerCase()}`);
      assert.equal(identityNumber.read(field, { answer: typed }), number);
      assert.equal(identityNumber.check(field, number), undefined);
    }),
  );
});

test('one wrong digit in an identity number or credit code is noticed', () => {
  const wrong = (code: string, at: number) =>
    code.slice(0, at) + String((Number(code[at]) + 1) % 10) + code.slice(at + 1);
  fc.assert(
    fc.property(identityNumbers, creditCodes, fc.nat({ max: 7 }), (number, code, at) => {
      assert.notEqual(identityNumber.check(field, wrong(number, at)), undefined);
      assert.equal(creditCode.check(field, code), undefined);
      assert.notEqual(creditCode.check(field, wrong(code, at)), undefined);
    }),
  );
});

test('each thing that can be wrong with a code has its own sentence', () => {
  assert.equal(identityNumber.check(field, '5307')?.code, 'forms.identity-number.length');
  assert.equal(identityNumber.check(field, '53070219990231123X')?.code, 'forms.identity-number.date');
  assert.equal(creditCode.check(field, '9153070OMA6K000000')?.code, 'forms.credit-code.characters');
  assert.equal(identityNumber.check(field, 5)?.code, 'forms.invalid');
});

test('phones are mobile or with an area code, however they are grouped', () => {
  const read = (typed: string) => phone.read(field, { answer: typed });
  assert.equal(read('+86 138-8888-0001'), '13888880001');
  assert.equal(read('138 8888 0001'), '13888880001');
  assert.equal(read('0888-5123456'), '0888-5123456');
  assert.equal(read('（0888）5123456'), '0888-5123456');
  assert.equal(read('01088886666-802'), '010-88886666-802');
  for (const good of ['13888880001', '0888-5123456', '010-88886666-802'])
    assert.equal(phone.check(field, good), undefined);
});

test('what is no phone number stays as typed and is refused', () => {
  for (const typed of ['5123456', '12888880001', '138888800011', '无', '+1 202 555 0100', '110']) {
    assert.equal(phone.read(field, { answer: typed }), typed);
    assert.equal(phone.check(field, typed)?.code, 'forms.phone');
  }
});
