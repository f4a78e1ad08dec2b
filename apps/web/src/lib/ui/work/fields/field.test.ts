import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keypad, ticked, typed, typedMoney } from './field.ts';

const field = { name: 'amount', label: '', required: true } as const;

test('money kept in 分 is shown in 元, without needless zeros', () => {
  assert.equal(typedMoney(123_450), '1234.50');
  assert.equal(typedMoney(120_000), '1200');
  assert.equal(typedMoney(5), '0.05');
});

test('what could not be read stays in its input as it was typed', () => {
  assert.equal(typedMoney('一千二'), '一千二');
  assert.equal(typed('2026-13-40'), '2026-13-40');
});

test('an answer of another kind than the control is shown as nothing', () => {
  assert.equal(typed(undefined), '');
  assert.equal(typed({ region: '530702', detail: '' }), '');
  assert.deepEqual(ticked(true), []);
});

test('one choice and several are ticked alike', () => {
  assert.deepEqual(ticked('mail'), ['mail']);
  assert.deepEqual(ticked(['mail', 'window']), ['mail', 'window']);
  assert.deepEqual(ticked(''), []);
});

test('telephone numbers and amounts bring up the keypad that has them', () => {
  assert.equal(keypad({ ...field, kind: 'phone' }), 'tel');
  assert.equal(keypad({ ...field, kind: 'money' }), 'decimal');
  assert.equal(keypad({ ...field, kind: 'text' }), 'text');
  assert.equal(keypad({ ...field, kind: 'text', inputmode: 'numeric' }), 'numeric');
});
