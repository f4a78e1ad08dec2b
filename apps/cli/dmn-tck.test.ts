import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { startTongban, type Ended } from './testing.ts';

const directories: string[] = [];
after(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'tongban-dmn-'));
  directories.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

async function tck(files: Readonly<Record<string, string>>): Promise<Ended> {
  return startTongban(['dmn-tck', directoryOf(files)], {}).ended;
}

const MODEL = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const input = (name: string, type: string) =>
  `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const needs = (name: string) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`;
const says = (text: string) => `<literalExpression><text>${text}</text></literalExpression>`;
const fees = `<definitions xmlns="${MODEL}" name="fees" namespace="urn:fees">
${input('amount', 'number')}${input('day', 'date')}${input('who', 'Any')}
<decision id="fee" name="fee"><variable name="fee" typeRef="number"/>${needs('amount')}${says('amount / 3')}</decision>
<decision id="due" name="due"><variable name="due" typeRef="date"/>${needs('day')}${says('day + @"P1M"')}</decision>
<decision id="all" name="all"><variable name="all"/>${needs('who')}${says('{names: who.name, first: who[1]}')}</decision>
<businessKnowledgeModel id="half" name="half"><variable name="half"/><encapsulatedLogic><formalParameter name="x" typeRef="number"/>${says('x / 2')}</encapsulatedLogic></businessKnowledgeModel>
<businessKnowledgeModel id="java" name="java"><variable name="java"/><encapsulatedLogic kind="Java"><formalParameter name="x"/><context/></encapsulatedLogic></businessKnowledgeModel>
<decisionService id="service" name="service"><variable name="service"/><outputDecision href="#fee"/><inputData href="#amount"/></decisionService>
</definitions>`;

const value = (type: string, text: string) => `<value xsi:type="xsd:${type}">${text}</value>`;
const NIL = '<value xsi:nil="true"/>';
const given = (name: string, inside: string) => `<inputNode name="${name}">${inside}</inputNode>`;
const wants = (name: string, inside: string, more = '') =>
  `<resultNode name="${name}"${more}><expected>${inside}</expected></resultNode>`;
const one = (id: string, inside: string, more = '') => `<testCase id="${id}"${more}>${inside}</testCase>`;
const suite = (
  model: string,
  ...cases: readonly string[]
) => `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>${model}</modelName>${cases.join('')}</testCases>`;

const person = (name: string) => `<item><component name="name">${value('string', name)}</component></item>`;
const names = `<component name="names"><list><item>${value('string', 'a')}</item><item>${value('string', 'b')}</item></list></component>`;

const files = {
  'level-2/0001-fees/0001-fees.dmn': fees,
  'level-2/0001-fees/other.xml': '<other/>',
  'level-2/0001-fees/0001-fees-test-01.xml': suite(
    '0001-fees.dmn',
    one('001', given('amount', value('decimal', '1')) + wants('fee', value('decimal', '0.3333333333333333'))),
    one('002', given('amount', value('decimal', '1')) + wants('fee', value('decimal', '0.33333'))),
    one('003', given('amount', value('string', 'x')) + wants('fee', NIL, ' errorResult="true"')),
    one('004', given('day', value('date', '2026-01-31')) + wants('due', value('date', '2026-02-28'))),
    one('005', given('day', NIL) + wants('due', NIL)),
    one(
      '006',
      given('who', `<list>${person('a')}${person('b')}</list>`) +
        wants(
          'all',
          `${names}<component name="first"><component name="name">${value('string', 'a')}</component></component>`,
        ),
    ),
    one(
      '007',
      given('x', value('decimal', '3')) + wants('half', value('decimal', '1.5')),
      ' type="bkm" invocableName="half"',
    ),
    one(
      '008',
      given('amount', value('decimal', '3')) + wants('fee', value('decimal', '1')),
      ' type="decisionService" invocableName="service"',
    ),
    one(
      '009',
      given('x', value('decimal', '3')) + wants('java', value('decimal', '1')),
      ' type="bkm" invocableName="java"',
    ),
    one('010', given('amount', value('decimal', '3')) + wants('fee', value('string', '1'))),
  ),
  'level-3/0002-broken/0002-broken.dmn': `<!DOCTYPE definitions [<!ENTITY a "b">]>${fees}`,
  'level-3/0002-broken/0002-broken-test-01.xml': suite('0002-broken.dmn', one('001', wants('fee', NIL))),
};

test('each case of a directory of test cases has a line, and the counts follow', async () => {
  const { status, stdout, stderr } = await tck(files);

  assert.equal(
    stdout,
    [
      'level-2/0001-fees,0001-fees-test-01,001,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,002,ERROR,fee is 0.3333333333333333333333333333333333',
      'level-2/0001-fees,0001-fees-test-01,003,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,004,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,005,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,006,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,007,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,008,SUCCESS,',
      'level-2/0001-fees,0001-fees-test-01,009,IGNORED,functions in Java and PMML are not run',
      'level-2/0001-fees,0001-fees-test-01,010,ERROR,fee is 1',
      'level-3/0002-broken,0002-broken-test-01,001,ERROR,"refused: -, line 1: a DOCTYPE, and so entities of its own, is refused before anything is read [model.doctype]"',
      '',
    ].join('\n'),
  );
  assert.equal(
    stderr,
    'level-2: 10 cases, 7 SUCCESS, 2 ERROR, 1 IGNORED\nlevel-3: 1 cases, 0 SUCCESS, 1 ERROR, 0 IGNORED\nall: 11 cases, 7 SUCCESS, 3 ERROR, 1 IGNORED\n',
  );
  assert.equal(status, 1);
});

test('a model is asked with the inputs of a file, every digit of them', async () => {
  const directory = directoryOf({
    'fees.dmn': fees,
    'right.json': '{"amount": 3.000000000000000000000000000000003, "day": "2026-03-01", "who": [{"name": "王"}]}',
    'wrong.json': '{"amount": "three"}',
    'none.json': '[]',
  });
  const ask = async (inputs: string) =>
    startTongban(['decide', join(directory, 'fees.dmn'), join(directory, inputs)], {}).ended;

  const right = await ask('right.json');
  const wrong = await ask('wrong.json');
  const none = await ask('none.json');

  assert.equal(right.status, 0, right.stderr);
  assert.deepEqual(JSON.parse(right.stdout), {
    results: {
      fee: '1.000000000000000000000000000000001',
      due: '2026-04-01',
      all: { names: ['王'], first: { name: '王' } },
    },
    fired: [],
    diagnostics: [],
  });
  assert.equal(wrong.status, 1);
  assert.match(wrong.stdout, /"code": "feel.not-conforming"/);
  assert.equal(none.status, 2);
});
