import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkForm, FormDefinition, type Answers } from '#forms';
import { aField, aForm, allFiles, fillIn, goodInput } from '../forms/testing.ts';
import { applies } from './applies.ts';
import type { BundleDefinition } from './definition.ts';
import { mergeForm, type MergedForm } from './merge-form.ts';
import { mergeMaterials } from './merge-materials.ts';
import { sampleBundles } from './sample.ts';
import { materialName, settledFor, withoutSettled } from './settled.ts';
import { splitAnswers } from './split-answers.ts';
import { sampleBundle, sampleForm } from './testing.ts';

function nodeForms(bundle: BundleDefinition, applying: ReadonlySet<string>) {
  return bundle.nodes.flatMap(({ key, item }) => {
    if (item === undefined || !applying.has(key)) return [];
    const asked = { node: key, form: sampleForm(item) };
    return [{ node: key, form: withoutSettled(bundle, asked, settledFor(bundle, key, applying)) }];
  });
}

function mergedOf(bundle: BundleDefinition, applying: ReadonlySet<string>): MergedForm {
  const name = (node: string, material: string) => materialName(bundle, node, material);
  return mergeForm({ id: bundle.id, title: bundle.name, materialName: name }, nodeForms(bundle, applying));
}

const everything = (bundle: BundleDefinition) => new Set(bundle.nodes.map(({ key }) => key));

test('whoever fills in the merged form well has filled in the form of every service well', () => {
  for (const bundle of sampleBundles()) {
    const applying = everything(bundle);
    const merged = mergedOf(bundle, applying);
    FormDefinition.parse(merged.form);
    fc.assert(
      fc.property(goodInput(merged.form), (input) => {
        const { answers, problems } = fillIn(merged.form, input);
        assert.deepEqual(problems, []);
        for (const { node, form } of nodeForms(bundle, applying))
          assert.deepEqual(checkForm(form, splitAnswers(merged, node, answers), allFiles(form)), [], node);
      }),
      { numRuns: 15 },
    );
  }
});

test('nothing is asked twice: no two questions that are always asked mean the same', () => {
  for (const bundle of sampleBundles()) {
    const { layout } = mergedOf(bundle, everything(bundle)).form;
    const always = layout.pages.flatMap(({ showIf, fields }) =>
      showIf === undefined ? fields.filter((field) => field.showIf === undefined) : [],
    );
    const meanings = always.map(({ kind, prefill, label }) => `${kind} ${prefill ?? label}`);
    assert.deepEqual(meanings.toSorted(), [...new Set(meanings)].toSorted(), bundle.name);
  }
});

test('who opens a restaurant is asked for the licence only if nobody in the bundle issues it', () => {
  const shop = sampleBundle('YJS-01');
  const licenceIn = (answers: Answers) => {
    const { form } = mergedOf(shop, applies(shop, answers));
    return form.layout.pages.some(({ fields }) => fields.some(({ label }) => label === '营业执照'));
  };
  assert.equal(licenceIn({ licence: false, sign: true }), false);
  assert.equal(licenceIn({ licence: true, sign: true }), true);
});

test('one file serves all who need it, under the numbers that they know', () => {
  const shop = sampleBundle('YJS-01');
  const { files } = mergedOf(shop, applies(shop, { licence: true, crowded: true }));
  assert.equal(files.sp?.[3], files.xf?.[3]);
  const applying = applies(shop, { licence: false, crowded: true });
  const materials = new Map([
    ['sp', [{ name: '营业执照', need: 'required' as const }]],
    ['xf', [{ name: '消防安全管理制度', need: 'required' as const }]],
  ]);
  assert.deepEqual(mergeMaterials(shop, applying, materials), [
    { name: '营业执照', need: 'optional', usedBy: ['sp'], asked: 'inside', by: 'zz' },
    { name: '消防安全管理制度', need: 'required', usedBy: ['xf'], asked: 'once' },
  ]);
});

test('what is asked in a case here and always there is asked always, once', () => {
  const first = aForm(
    aField({ name: 'mail', kind: 'yes-no', label: '邮寄吗' }),
    aField({ name: 'phone', kind: 'phone', label: '电话', showIf: { field: 'mail', equals: true } }),
  );
  const second = aForm(aField({ name: 'call', kind: 'phone', label: '电话', required: false }));
  const { form, fields } = mergeForm({ id: 'x', title: 'x', materialName: (_, name) => name }, [
    { node: 'a', form: first },
    { node: 'b', form: second },
  ]);
  assert.equal(fields.a?.phone, fields.b?.call);
  const asked = form.layout.pages.flatMap((page) => page.fields).filter(({ kind }) => kind === 'phone');
  assert.deepEqual(
    asked.map(({ required, showIf }) => [required, showIf]),
    [[true, undefined]],
  );
});
