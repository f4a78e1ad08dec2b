import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkForm } from './check-form.ts';
import { FormDefinition } from './definition.ts';
import { digest } from './digest.ts';
import type { FormSource, MaterialSource } from './form-source.ts';
import { generateForm } from './generate.ts';
import { allFiles, fillIn, goodInput } from './testing.ts';

const materials: fc.Arbitrary<readonly MaterialSource[]> = fc
  .array(
    fc.record(
      {
        name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }).filter((name) => name.trim() !== ''),
        need: fc.constantFrom('required', 'conditional', 'optional', 'deferrable'),
        note: fc.constantFrom('原件', null),
        replacedBy: fc.record({ kind: fc.constantFrom('eLicense', 'dataCheck'), name: fc.constant('营业执照') }),
        systemGenerated: fc.boolean(),
      },
      { requiredKeys: ['name', 'need'] },
    ),
    { maxLength: 40 },
  )
  .map((list) => list.map((material, at) => ({ ...material, no: at + 1 })));

const sources: fc.Arbitrary<FormSource> = fc
  .record({
    name: fc.constant('某事项'),
    subjects: fc.subarray(['1', '2', '3', '4', '5', '6']),
    materials,
    mailResult: fc.boolean(),
  })
  .map((elements) => ({ id: '12345678901234567890123456789012', elements }));

const plain: FormSource = { id: 'X-1', elements: { name: '某事项', subjects: ['1'], materials: [] } };
const pages = (form: FormDefinition) => form.layout.pages.map(({ id }) => id);

test('an item for persons asks for a person, one for companies for a company, one for both who applies', () => {
  const forSubjects = (...subjects: string[]) => ({ ...plain, elements: { ...plain.elements, subjects } });

  assert.deepEqual(pages(generateForm(forSubjects('1'))), ['applicant', 'reason']);
  assert.deepEqual(pages(generateForm(forSubjects('2', '6'))), ['organisation', 'reason']);
  assert.deepEqual(pages(generateForm(forSubjects('1', '2'))), ['capacity', 'applicant', 'organisation', 'reason']);
  assert.deepEqual(pages(generateForm(forSubjects('1', '2'), 'organisation')), ['organisation', 'reason']);
  assert.deepEqual(pages(generateForm(forSubjects('1'), 'organisation')), ['applicant', 'reason']);
});

test('materials come five a page, and an item without any has no such page', () => {
  const withMaterials = (count: number) => {
    const list = Array.from({ length: count }, (_, at) => ({
      no: at + 1,
      name: `材料${at}`,
      need: 'required' as const,
    }));
    return generateForm({ ...plain, elements: { ...plain.elements, materials: list } });
  };
  assert.deepEqual(pages(withMaterials(0)), ['applicant', 'reason']);
  assert.deepEqual(pages(withMaterials(5)), ['applicant', 'reason', 'materials']);
  assert.deepEqual(pages(withMaterials(11)).slice(2), ['materials-1', 'materials-2', 'materials-3']);
});

test('what is replaced or taken at the counter is shown and not demanded; what the platform makes itself is not shown', () => {
  const list: readonly MaterialSource[] = [
    { no: 1, name: '申请表', need: 'required', systemGenerated: true },
    { no: 2, name: '营业执照', need: 'required', replacedBy: { kind: 'eLicense', name: '营业执照' } },
    { no: 3, name: '合同', need: 'required' },
    { no: 4, name: '指纹', need: 'required', note: '现场采集' },
  ];
  const form = generateForm({ ...plain, elements: { ...plain.elements, materials: list } });
  const fields = form.layout.pages.at(-1)?.fields ?? [];

  assert.deepEqual(
    fields.map(({ material, required }) => [material, required]),
    [
      [2, false],
      [3, true],
      [4, false],
    ],
  );
  assert.match(fields[0]?.hint ?? '', /不用交.*营业执照/);
});

test('the same item always gives the same form', () => {
  fc.assert(
    fc.property(sources, (source) => {
      assert.equal(digest(generateForm(source)), digest(generateForm(structuredClone(source))));
    }),
  );
});

test('every generated form is valid, and can be filled in and filed', () => {
  fc.assert(
    fc.property(
      sources.chain((source) => {
        const form = generateForm(source);
        return fc.tuple(fc.constant(form), goodInput(form));
      }),
      ([form, input]) => {
        FormDefinition.parse(form);
        const { answers, problems } = fillIn(form, input);
        assert.deepEqual(problems, []);
        assert.deepEqual(checkForm(form, answers, allFiles(form)), []);
      },
    ),
    { numRuns: 60 },
  );
});
