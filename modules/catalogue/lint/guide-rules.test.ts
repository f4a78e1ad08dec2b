import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemElements } from '../elements.ts';
import { readSampleFile } from '../sample/sample-file.ts';
import { sampleElements } from '../sample/to-elements.ts';
import { guideRules, lintGuide } from './guide-rules.ts';

const samples = readSampleFile().items.map(sampleElements);
const good = samples.find((item) => lintGuide(item).broken.length === 0) ?? assert.fail('no sample is without fault');
const broken = (more: Partial<ItemElements>) => lintGuide({ ...good, ...more }).broken;

const days = (value: number) => ({ value, unit: 'workday' }) as const;

test('each rule finds the guide that breaks it, and no other rule does', () => {
  const material = { no: 1, name: '申请书', need: 'required', source: '10' } as const;
  const charged = { charged: true, payOnline: true };
  const breaches: readonly (readonly [number, Partial<ItemElements>])[] = [
    [1, { promisedLimit: days(0), caseType: '2', stages: [] }],
    [4, { onsiteVisits: 2, onsiteReason: undefined, onlineDepth: 'III' }],
    [5, { onsiteVisits: 0, onsiteReason: '核对原件', isOnline: true }],
    [6, { onsiteVisits: 0, onsiteReason: undefined, isOnline: false, handleForms: ['1'] }],
    [7, { onlineDepth: 'IV', onsiteVisits: 1, onsiteReason: '核对原件' }],
    [8, { fee: charged }],
    [9, { fee: { charged: false, payOnline: true } }],
    [10, { consult: { phones: ['0888-5100000'] }, supervise: { phones: ['0888-5100000'] } }],
    [13, { promisedLimit: days(20), statutoryLimit: days(10), caseType: '2', stages: [] }],
    [15, { materials: [{ ...material, name: '其他有关材料' }] }],
    [16, { materials: [{ ...material, name: '营业执照', source: '20' }] }],
    [17, { legalBasis: [{ law: '中华人民共和国行政许可法' }] }],
    [19, { plainName: undefined }],
  ].map(([no, more]) => [no as number, more as Partial<ItemElements>]);
  for (const [no, more] of breaches) {
    const found = broken(more);
    assert.ok(found.includes(no), `rule ${no}: ${String(found)}`);
    assert.ok(found.length <= 2, `rule ${no}: ${String(found)}`);
  }
});

test('a rule that does not speak of a guide says nothing about it', () => {
  const { checked } = lintGuide({ ...good, fee: undefined, consult: undefined });
  assert.ok(!checked.some((no) => [8, 9, 10].includes(no)));
});

test('the sample city keeps the rules that it was made by', () => {
  for (const item of samples)
    assert.deepEqual(
      lintGuide(item).broken.filter((no) => [4, 5, 7, 8, 13, 14].includes(no)),
      [],
      item.name,
    );
  assert.equal(new Set(guideRules.map(({ no }) => no)).size, guideRules.length);
});
