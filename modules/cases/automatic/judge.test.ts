import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { automaticProblems, openModel, readModel, type Facts, type Model } from '#routing';
import { judge } from './judge.ts';

const XML = readFileSync(new URL('../../../db/seeds/decisions/LJ-MZ-004.automatic.dmn', import.meta.url), 'utf8');
const old: Facts = {
  applicantIdentityNumber: '530799194207080027',
  applicantAddress: { region: '530721104203', detail: '玉湖村 12 号' },
  fromRegister: ['applicantAddress', 'applicantIdentityNumber'],
  received: '2026-11-23',
  at: '2026-11-23T02:00:00Z',
};

function modelOf(xml: string): Model {
  const read = readModel(xml);
  assert.ok('model' in read, JSON.stringify('refusals' in read && read.refusals));
  return read.model;
}
const asked = (edit: (xml: string) => string = (xml) => xml, facts: Facts = old) =>
  judge(openModel(modelOf(edit(XML))), 'automatic', facts);
const came = (verdict: ReturnType<typeof judge>) => ('reason' in verdict ? verdict.reason : verdict.outcome);

test('a table approves by a rule, with its sentence, its law and what it was asked, and nothing else', () => {
  const verdict = asked();
  assert.equal(verdict.outcome, 'approve');
  assert.deepEqual(
    verdict.rules.map(({ number, text, basis }) => [number, text.includes('满80周岁'), basis]),
    [[3, true, '《丽江市高龄津贴发放办法》第三条(样例)']],
  );
  assert.deepEqual(Object.keys(verdict.inputs).toSorted(), [
    'applicantAddress',
    'applicantIdentityNumber',
    'fromRegister',
    'received',
  ]);
});

test('whatever does not approve goes to a person, and says why', () => {
  const without = (name: string) => ({ ...old, [name]: null });
  const eternal = (xml: string) =>
    xml.replace('<text>age</text>', '<text>if count(for i in 1..1000000 return i) > 0 then age else 0</text>');
  const cases: readonly (readonly [ReturnType<typeof judge>, string])[] = [
    [asked(undefined, { ...old, fromRegister: [] }), 'rule'],
    [asked(undefined, { ...old, received: '2000-01-01' }), 'rule'],
    [asked(undefined, without('applicantIdentityNumber')), 'undecided'],
    [asked(undefined, without('applicantAddress')), 'undecided'],
    [asked(undefined, { ...old, applicantIdentityNumber: 'nonsense' }), 'undecided'],
    [asked(undefined, { ...old, received: 'some day' }), 'undecided'],
    [asked((xml) => xml.replaceAll('"approve"', '"deny"')), 'unexpected'],
    [asked((xml) => xml.replaceAll('"approve"', 'null')), 'undecided'],
    [asked((xml) => xml.replaceAll('"approve"', 'true')), 'undecided'],
    [
      asked((xml) =>
        xml.replace(/<rule id="rule-eighty">[^]*?<\/rule>/, '').replace(/<rule id="rule-other">[^]*?<\/rule>/, ''),
      ),
      'no-rule',
    ],
    [asked(eternal), 'budget'],
    [judge(undefined, 'automatic', old), 'no-table'],
    [judge(openModel(modelOf(XML)), 'another', old), 'no-table'],
    [asked(undefined, { ...old, at: 'never' }), 'approve'],
  ];
  for (const [at, [verdict, reason]] of cases.entries()) assert.equal(came(verdict), reason, `case ${at}`);
});

test('a default output approves nobody', () => {
  const silent = (xml: string) =>
    xml
      .replaceAll(/<rule [^]*?<\/rule>/g, '')
      .replace('</output>', '<defaultOutputEntry><text>"approve"</text></defaultOutputEntry></output>');
  assert.equal(came(asked(silent)), 'unexpected');
});

test('a table that can say anything but approve and person is refused with the place', () => {
  const problems = (edit: (xml: string) => string) =>
    automaticProblems(modelOf(edit(XML)), 'automatic').map(({ code, element, detail }) => [code, element, detail]);
  assert.deepEqual(
    problems((xml) => xml),
    [],
  );
  assert.deepEqual(
    problems((xml) => xml.replace('<text>"person"</text></outputEntry>', '<text>"deny"</text></outputEntry>')),
    [['automatic.output', 'rule-typed', '"deny"']],
  );
  assert.deepEqual(
    problems((xml) => xml.replace('"approve", "person"', '"approve", "person", "refuse"')),
    [['automatic.output', 'automatic-table', '"refuse"']],
  );
  assert.deepEqual(
    problems((xml) =>
      xml.replace(
        '<text>"approve"</text></outputEntry>',
        '<text>if age > 90 then "approve" else "deny"</text></outputEntry>',
      ),
    ),
    [['automatic.output', 'rule-hundred', 'if age > 90 then "approve" else "deny"']],
  );
  assert.deepEqual(
    problems((xml) => xml.replace(/<description>实名登记信息显示已满100[^<]*<\/description>/, '')).map(
      ([code, element]) => [code, element],
    ),
    [['automatic.unexplained', 'rule-hundred']],
  );
  assert.deepEqual(
    problems((xml) => xml.replace('hitPolicy="FIRST"', 'hitPolicy="COLLECT"')),
    [['automatic.policy', 'automatic-table', 'COLLECT']],
  );
  assert.deepEqual(
    automaticProblems(modelOf(XML), 'age').map(({ code, element }) => [code, element]),
    [['automatic.no-table', 'age']],
  );
});
