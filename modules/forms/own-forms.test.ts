import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerRows } from './answer-rows.ts';
import { checkForm } from './check-form.ts';
import { FormDefinition } from './definition.ts';
import { formFor, ownForms } from './form-for.ts';
import { prefill } from './prefill.ts';
import { allFiles, fillIn, goodInput } from './testing.ts';
import { brokenBy } from './validator.ts';
import { askedMaterials, visibleAnswers } from './visible.ts';

test('three services have a form of their own', () => {
  assert.deepEqual([...ownForms().keys()], ['LJ-GA-002', 'LJ-GJ-001', 'LJ-SC-005']);
});

test('whatever a careful person answers, every own form can be filled in and filed', () => {
  for (const form of ownForms().values()) {
    fc.assert(
      fc.property(goodInput(form), (input) => {
        const { answers, problems } = fillIn(form, input);
        assert.deepEqual(problems, []);
        assert.deepEqual(checkForm(form, answers, allFiles(form)), []);
        assert.deepEqual(brokenBy(form.schema, visibleAnswers(form, answers)), []);
        assert.ok(answerRows(form, answers).every(({ rows }) => rows.every(({ label }) => label !== '')));
      }),
      { numRuns: 40 },
    );
  }
});

test('an application with nothing in it lacks every question that is always asked', () => {
  for (const form of ownForms().values()) {
    const codes = new Set(checkForm(form, {}, {}).map(({ code }) => code));
    assert.deepEqual(
      codes.isSubsetOf(new Set(['forms.missing', 'forms.choose', 'forms.yes-or-no', 'forms.missing-file'])),
      true,
    );
    assert.ok(codes.size > 0);
  }
});

test('who follows the model rules of a kitchen is not asked for rules of their own', () => {
  const form = ownForms().get('LJ-SC-005');
  assert.ok(form);
  assert.equal(askedMaterials(form, { rulesBy: 'own' }).has(4), true);
  assert.equal(askedMaterials(form, { rulesBy: 'template' }).has(4), false);
});

test('a lost card is asked where and when, a damaged one is not', () => {
  const form = ownForms().get('LJ-GA-002');
  assert.ok(form);
  const labels = (reason: string) =>
    answerRows(form, { reason })
      .flatMap(({ rows }) => rows)
      .map(({ name }) => name);

  assert.ok(labels('lost').includes('lostPlace'));
  assert.ok(!labels('damaged').includes('lostPlace'));
});

test('whoever applies is not asked as who: the one capacity cannot be claimed in the other', () => {
  const item = { id: 'LJ-SC-005', elements: { name: '', subjects: ['1', '2'], materials: [] } };
  const pages = (capacity: 'person' | 'organisation') => formFor(item, capacity).layout.pages;
  const ids = (capacity: 'person' | 'organisation') => pages(capacity).map(({ id }) => id);
  assert.deepEqual(ids('person').slice(0, 2), ['person', 'shop']);
  assert.deepEqual(ids('organisation').slice(0, 2), ['organisation', 'shop']);
  assert.ok(pages('person').every(({ fields }) => fields.every(({ name }) => !name.startsWith('organisation'))));

  for (const capacity of ['person', 'organisation'] as const)
    for (const id of ownForms().keys()) {
      const form = FormDefinition.parse(formFor({ ...item, id }, capacity));
      assert.ok(form.layout.pages.flatMap(({ fields }) => fields).every(({ prefill: from }) => from !== 'capacity'));
      fc.assert(
        fc.property(goodInput(form), (input) => {
          const { answers, problems } = fillIn(form, input);
          assert.deepEqual([problems, checkForm(form, answers, allFiles(form))], [[], []]);
        }),
        { numRuns: 10 },
      );
    }
});

test('a resident who acts for a company opens a restaurant as that company', () => {
  const form = ownForms().get('LJ-SC-005');
  assert.ok(form);
  const person = { name: '李明', identityNumber: '', phone: '13800000002' };
  const organisation = { name: '丽江雪山小馆餐饮有限公司', creditCode: 'x', representative: '李明' };
  const { answers, provenance } = prefill(form, { person, organisation });

  assert.equal(answers.capacity, 'organisation');
  assert.equal(answers.organisationName, '丽江雪山小馆餐饮有限公司');
  assert.equal(provenance.organisationName, 'organisation');
  assert.equal(provenance.contactPhone, 'identity');
  assert.equal(provenance.capacity, undefined);
});
