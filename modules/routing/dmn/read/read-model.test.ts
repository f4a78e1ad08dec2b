import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decision, dmn, input, literal } from '../testing.ts';
import { table } from '../testing/table.ts';
import { readModel } from './read-model.ts';

/** For what a file is refused, each with what it is about. */
function refused(xml: string | Uint8Array): readonly string[] {
  const read = readModel(xml);
  return 'refusals' in read
    ? read.refusals.map(({ code, detail }) => (detail === undefined ? code : `${code} ${detail}`))
    : [];
}

test('every namespace of DMN from 1.1 to 1.6 is read', () => {
  const spaces = [
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    'https://www.omg.org/spec/DMN/20191111/MODEL/',
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    'https://www.omg.org/spec/DMN/20230324/MODEL/',
    'https://www.omg.org/spec/DMN/20240513/MODEL/',
  ];
  const found = spaces.map((space) =>
    refused(`<a:definitions xmlns:a="${space}" namespace="n"><a:decision id="d" name="d"/></a:definitions>`),
  );

  assert.deepEqual(found.flat(), []);
});

test('what is no model is refused before anything is made of it', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${dmn('')}`;
  const cases: readonly (readonly [string | Uint8Array, string])[] = [
    [bomb.replace(/<\?.*\?>\n/, ''), 'model.doctype'],
    ['', 'model.not-xml'],
    ['<a>', 'model.not-xml'],
    ['<a/>', 'model.not-dmn '],
    [new Uint8Array([0xff, 0xfe]), 'model.not-utf8'],
    ['<?xml version="1.0" encoding="GBK"?><a/>', 'model.encoding'],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'model.too-deep'],
    [' '.repeat(16_000_001), 'model.too-large'],
  ];

  assert.deepEqual(
    cases.map(([xml]) => refused(xml)[0]),
    cases.map(([, code]) => code),
  );
});

test('a part that is not known is refused, one of a vendor is passed over', () => {
  const vendor = '<extensionElements><v:x xmlns:v="urn:v"/></extensionElements>';

  assert.deepEqual(refused(dmn(`${vendor}${decision('d', literal('1'))}`)), []);
  assert.deepEqual(refused(dmn('<decision name="d"><literalExpresion/></decision>')), [
    'model.element-unknown decision: literalExpresion',
  ]);
  assert.deepEqual(refused(dmn('<decision/>')), ['model.attribute-missing decision name']);
});

test('what would be decided otherwise elsewhere is refused', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      decision('d', '<literalExpression expressionLanguage="JavaScript"><text>1</text></literalExpression>'),
      'model.language JavaScript',
    ],
    [decision('d', table({ policy: 'BEST', rules: [] })), 'model.value-malformed hitPolicy="BEST"'],
    [decision('d', table({ policy: 'UNIQUE', rules: [[['1', '2'], ['1']]] })), 'model.table-uneven 2 ≠ 1'],
    [decision('d', '<conditional><if/></conditional>'), 'model.element-missing if: expression'],
    [`${input('a')}${decision('a', literal('1'))}`, 'model.id-duplicate a'],
    ['<decision id="x" name="a"/><decision id="y" name="a"/>', 'model.name-duplicate a'],
  ];

  assert.deepEqual(
    cases.map(([inside]) => refused(dmn(inside))[0]),
    cases.map(([, code]) => code),
  );
});

test('a refusal says where', () => {
  const read = readModel(dmn('\n<decision id="d" name="d">\n<decisionTree/></decision>'));

  assert.deepEqual(read, {
    refusals: [{ code: 'model.element-unknown', line: 5, element: 'd', detail: 'decision: decisionTree' }],
  });
});
