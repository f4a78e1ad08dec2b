import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { translator } from '#kernel';
import { holds, type Condition } from './condition.ts';
import { editSketch } from './edit-sketch.ts';
import { fieldKinds } from './field.ts';
import { formFor, ownForms } from './form-for.ts';
import { sampleInput } from './sample-input.ts';
import { awaitedBy, conditionFor } from './simple-condition.ts';
import { formOfSketch, FormSketch, sketchOf, sketchProblems } from './sketch.ts';
import { aField, aForm, fillIn } from './testing.ts';

const [food] = [...ownForms().values()].filter(({ id }) => id === 'LJ-SC-005');
assert.ok(food);

test('a form that is written on and left as it was is the same form', () => {
  for (const form of ownForms().values()) {
    const sketch = sketchOf(form);
    assert.deepEqual(sketchProblems(sketch), []);
    assert.deepEqual(formOfSketch(form.id, sketch), form);
    // As a database may give it back: the names within a part in another order.
    const kept = FormSketch.parse(JSON.parse(JSON.stringify(sketch, Object.keys(allNames(sketch)).toReversed())));
    assert.deepEqual(formOfSketch(form.id, kept), form);
  }
});

function allNames(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return {};
  const own = Array.isArray(value) ? {} : Object.fromEntries(Object.keys(value).map((name) => [name, true as const]));
  return Object.assign(own, ...Object.values(value).map(allNames)) as Record<string, true>;
}

const edit = fc.oneof(
  fc.record({ do: fc.constant('add-page' as const), title: fc.string() }),
  fc.record({ do: fc.constant('remove-page' as const), page: fc.nat(6) }),
  fc.record({ do: fc.constant('move-page' as const), page: fc.nat(6), by: fc.constantFrom(-1 as const, 1 as const) }),
  fc.record({
    do: fc.constant('add-field' as const),
    page: fc.nat(6),
    kind: fc.constantFrom(...fieldKinds, 'strange'),
    label: fc.string(),
  }),
  fc.record({ do: fc.constant('remove-field' as const), page: fc.nat(6), field: fc.nat(9) }),
  fc.record({
    do: fc.constant('move-field' as const),
    page: fc.nat(6),
    field: fc.nat(9),
    by: fc.constantFrom(-1 as const, 1 as const),
  }),
);

test('whatever is done to a form, it stays one that can be kept, and it is either a form or says what it lacks', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const sketch = edits.reduce<FormSketch>((form, one) => editSketch(form, one), sketchOf(food));
      assert.deepEqual(FormSketch.parse(JSON.parse(JSON.stringify(sketch))), JSON.parse(JSON.stringify(sketch)));
      if (sketchProblems(sketch).length === 0) formOfSketch('X', sketch);
      else assert.throws(() => formOfSketch('X', sketch));
    }),
  );
});

test('every problem of a form is a sentence with a place', () => {
  const t = translator();
  const wrong = {
    title: ' ',
    pages: [
      { id: 'Check', title: '', fields: [] },
      { id: 'check', title: '核对', fields: [aField({ name: '1st' }), { ...aField(), kind: 'colour' }] },
      {
        id: 'last',
        title: '最后',
        fields: [
          { ...aField({ name: 'pick', kind: 'choice' }), options: [{ value: '甲', label: '' }] },
          { ...aField({ name: 'late' }), showIf: { field: 'nobody', equals: 'x' } },
        ],
      },
    ],
  };
  const problems = sketchProblems(wrong);
  assert.deepEqual(
    problems.map(({ code, page, field }) => [code, page, field]),
    [
      ['sketch.title', undefined, undefined],
      ['sketch.page-id', 0, undefined],
      ['sketch.page-title', 0, undefined],
      ['sketch.no-fields', 0, undefined],
      ['sketch.name', 1, 0],
      ['sketch.kind', 1, 1],
      ['sketch.option-value', 2, 0],
      ['sketch.option-label', 2, 0],
      ['sketch.options', 2, 0],
    ],
  );
  for (const { code, values } of problems) assert.doesNotMatch(t(code, values), /sketch\.|[{}]/, code);
});

const sayable: readonly Condition[] = [
  { field: 'pick', equals: 'a' },
  { field: 'pick', in: ['a', 'c'] },
  { field: 'sure', equals: true },
  {
    all: [
      { field: 'pick', in: ['a', 'b'] },
      { field: 'sure', equals: false },
    ],
  },
  {
    any: [
      { field: 'sure', equals: true },
      { field: 'sure', equals: false },
    ],
  },
];
test('a condition that boxes can say is the same after it was shown as boxes', () => {
  const fields = [
    aField({ name: 'pick', kind: 'choice', options: ['a', 'b', 'c'].map((value) => ({ value, label: value })) }),
    aField({ name: 'sure', kind: 'yes-no' }),
  ];
  for (const condition of sayable) {
    const awaited = awaitedBy(condition);
    assert.ok(awaited, JSON.stringify(condition));
    const again = conditionFor(awaited, fields);
    assert.ok(again);
    for (const pick of ['a', 'b', 'c', undefined])
      for (const sure of [true, false, undefined]) {
        const answers = { ...(pick && { pick }), ...(sure !== undefined && { sure }) };
        assert.equal(holds(again, answers), holds(condition, answers), JSON.stringify([condition, answers]));
      }
  }
  assert.equal(awaitedBy({ not: { field: 'pick', equals: 'a' } }), undefined);
  assert.equal(
    awaitedBy({
      any: [
        { field: 'pick', equals: 'a' },
        { field: 'sure', equals: true },
      ],
    }),
    undefined,
  );
  assert.equal(conditionFor({}, fields), undefined);
});

test('what a made-up applicant types passes every check of every form that has no pattern of its own', () => {
  const kinds = fieldKinds.filter((kind) => kind !== 'file' && kind !== 'choice' && kind !== 'choices');
  const form = aForm(...kinds.map((kind) => aField({ name: kind.replaceAll('-', ''), kind, label: kind })));
  assert.deepEqual(fillIn(form, sampleInput(form, '2026-11-23')).problems, []);
  assert.deepEqual(fillIn(food, sampleInput(food, '2026-11-23')).problems, []);
  const made = formFor({ id: 'X-1', elements: { name: '某事', subjects: [], materials: [] } });
  assert.deepEqual(fillIn(made, sampleInput(made, '2026-11-23')).problems, []);
});
