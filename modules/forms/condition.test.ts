import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from './answers.ts';
import { holds, type Condition } from './condition.ts';
import { conditionSchema } from './schema-for.ts';
import { aField, aForm } from './testing.ts';
import { brokenBy } from './validator.ts';

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
const fields = [
  aField({ name: 'one', kind: 'choice', options, required: false }),
  aField({ name: 'several', kind: 'choices', options, required: false }),
  aField({ name: 'sure', kind: 'yes-no', required: false }),
];

const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ field: fc.constantFrom('one', 'several'), equals: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ field: fc.constant('sure'), equals: fc.boolean() }),
    fc.record({ field: fc.constantFrom('one', 'several'), in: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }),
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ),
})).condition;

const answers: fc.Arbitrary<Answers> = fc.record(
  {
    one: fc.constantFrom('a', 'b', 'c'),
    several: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
    sure: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('a question that was not answered equals nothing, and so differs from everything', () => {
  assert.equal(holds({ field: 'one', equals: 'a' }, {}), false);
  assert.equal(holds({ not: { field: 'one', equals: 'a' } }, {}), true);
  assert.equal(holds({ field: 'constructor', equals: 'a' }, {}), false);
});

test('of several choices one that matches is enough', () => {
  assert.equal(holds({ field: 'several', in: ['b', 'c'] }, { several: ['a', 'b'] }), true);
  assert.equal(holds({ field: 'several', equals: 'c' }, { several: ['a', 'b'] }), false);
});

test('not, all and any keep the laws of logic', () => {
  fc.assert(
    fc.property(conditions, conditions, answers, (left, right, given) => {
      const [l, r] = [holds(left, given), holds(right, given)];
      assert.equal(holds({ not: { not: left } }, given), l);
      assert.equal(holds({ all: [left, right] }, given), l && r);
      assert.equal(holds({ not: { any: [{ not: left }, { not: right }] } }, given), l && r);
    }),
  );
});

test('the JSON Schema of a condition accepts exactly the answers for which it holds', () => {
  const { schema } = aForm(...fields);
  const byName = new Map(fields.map((field) => [field.name, field]));
  fc.assert(
    fc.property(conditions, answers, (condition, given) => {
      const whole = { ...schema, allOf: [conditionSchema(condition, byName)] };
      assert.equal(brokenBy(whole, given).length === 0, holds(condition, given));
    }),
    { numRuns: 60 },
  );
});
