import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSource } from '../feel/text.ts';
import { builtInType, type FeelType } from '../feel/type.ts';
import { given } from './testing.ts';
import { readInputs, toJson } from './json.ts';

const NOTHING: FeelType = { kind: 'Any' };
const types = new Map(
  ['number', 'date', 'string', 'days and time duration'].map((name) => [name, builtInType(name) ?? NOTHING] as const),
);

test('inputs keep every digit, and texts become what the model declares', () => {
  const inputs = readInputs(
    '{"number": "530701199001011234.5", "date": "2026-03-01", "string": "2026-03-01", "days and time duration": "P1D", "x": [1.10, 12345678901234567890, 1e-7, {"__proto__": null}]}',
    types,
  );

  assert.equal(
    inputs && toSource(inputs),
    '{number: 530701199001011234.5, date: 2026-03-01, string: "2026-03-01", days and time duration: P1D, x: [1.1, 12345678901234567890, 0.0000001, {__proto__: null}]}',
  );
});

test('what is no JSON object is no inputs, and what is no date stays a text', () => {
  assert.deepEqual(
    ['[]', '1', 'null', '{', ''].map((text) => readInputs(text, types)),
    Array(5).fill(undefined),
  );
  assert.equal(readInputs('{"date": "soon"}', types)?.get('date'), 'soon');
});

test('a number that a double would change is a text', () => {
  assert.deepEqual(toJson(given('{a: 0.3, b: 12345678901234567890, c: 1/3, d: @"P1D", e: [1..2), f: [null, true]}')), {
    a: 0.3,
    b: '12345678901234567890',
    c: '0.3333333333333333333333333333333333',
    d: 'P1D',
    e: '[1..2)',
    f: [null, true],
  });
});
