import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importRoute } from './import-route.ts';
import { bpmn, flow } from './testing.ts';

/** Why a file is refused, as `code element@line`; nothing if it is read. */
async function refusals(file: string | Uint8Array): Promise<readonly string[]> {
  const read = await importRoute(file);
  if ('route' in read) return [];
  return read.refusals.map(
    ({ code, element = '-', line }) => `${code.slice('route.'.length)} ${element}@${line ?? '-'}`,
  );
}

/** A sound route around what stands in it, from line 4. */
const around = (inside: string) =>
  bpmn(`<bpmn:startEvent id="start" /><bpmn:endEvent id="end" />${flow('f', 'start', 'end')}\n${inside}`);

const outside: Readonly<Record<string, readonly [inside: string, refused: string]>> = {
  'a task of no kind': ['<bpmn:task id="x" />', 'element-outside x@5'],
  'a script': ['<bpmn:scriptTask id="x"><bpmn:script>1</bpmn:script></bpmn:scriptTask>', 'element-outside x@5'],
  'a message that is waited for': ['<bpmn:receiveTask id="x" />', 'element-outside x@5'],
  'a sub-process in another file': ['<bpmn:callActivity id="x" calledElement="y" />', 'element-outside x@5'],
  'an event-based gateway': ['<bpmn:eventBasedGateway id="x" />', 'element-outside x@5'],
  'a transaction': ['<bpmn:transaction id="x" />', 'element-outside x@5'],
  'a sub-process that an event begins': ['<bpmn:subProcess id="x" triggeredByEvent="true" />', 'property-outside x@5'],
  data: ['<bpmn:dataObject id="x" />', 'element-outside x@5'],
  'a compensation': ['<bpmn:userTask id="x" isForCompensation="true" />', 'property-outside x@5'],
  'work one after the other': [
    '<bpmn:userTask id="x"><bpmn:multiInstanceLoopCharacteristics isSequential="true" tongban:departments="a b" /></bpmn:userTask>',
    'property-outside x@5',
  ],
  'a loop without a gateway': [
    '<bpmn:userTask id="x"><bpmn:standardLoopCharacteristics /></bpmn:userTask>',
    'element-outside x@5',
  ],
  'a start by message': [
    '<bpmn:startEvent id="x"><bpmn:messageEventDefinition id="m" /></bpmn:startEvent>',
    'element-outside x@5',
  ],
  'an error at the edge of a task': [
    '<bpmn:userTask id="t" /><bpmn:boundaryEvent id="x" attachedToRef="t"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>',
    'element-outside x@5',
  ],
  'a timer on its own': [
    '<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition /></bpmn:intermediateCatchEvent>',
    'element-outside x@5',
  ],
  'an attribute of another engine': [
    '<bpmn:userTask id="x" xmlns:c="http://camunda.org/schema/1.0/bpmn" c:assignee="me" />',
    'namespace-unknown x@5',
  ],
  'an element of another engine': [
    '<bpmn:userTask id="x"><bpmn:extensionElements><z:form xmlns:z="http://camunda.org/schema/zeebe/1.0" /></bpmn:extensionElements></bpmn:userTask>',
    'namespace-unknown x@5',
  ],
  'an attribute that BPMN does not have': ['<bpmn:userTask id="x" colour="red" />', 'attribute-unknown x@5'],
  'an attribute of ours where it says nothing': [
    '<bpmn:exclusiveGateway id="x" tongban:department="a" />',
    'attribute-unknown x@5',
  ],
};

test('whatever a route would not do is refused by the element that says it', async () => {
  assert.deepEqual(await refusals(around('')), []);

  for (const [what, [inside, refused]] of Object.entries(outside))
    assert.deepEqual(await refusals(around(inside)), [refused], what);
});

const malformed: Readonly<Record<string, readonly [inside: string, refused: string]>> = {
  'a budget without a unit': ['<bpmn:userTask id="x" tongban:budget="5" />', 'budget-malformed x@5'],
  'a budget of nothing': ['<bpmn:userTask id="x" tongban:budget="0 workday" />', 'budget-malformed x@5'],
  'silence without a law': ['<bpmn:userTask id="x" tongban:deemedAfter="5 workday" />', 'deemed-without-basis x@5'],
  'a law without a limit': ['<bpmn:userTask id="x" tongban:legalBasis="x" />', 'deemed-without-basis x@5'],
  'silence of a machine': [
    '<bpmn:serviceTask id="x" tongban:deemedAfter="5 workday" tongban:legalBasis="x" />',
    'deemed-without-basis x@5',
  ],
  'a page that is no name': ['<bpmn:userTask id="x" tongban:pages="a.b.c" />', 'needs-malformed x@5'],
  'a material named twice': ['<bpmn:userTask id="x" tongban:materials="2 2" />', 'needs-malformed x@5'],
  'a material that is no number': ['<bpmn:userTask id="x" tongban:materials="first" />', 'needs-malformed x@5'],
  'everything and something': ['<bpmn:userTask id="x" tongban:pages="* reason" />', 'needs-malformed x@5'],
  'pages of a machine': ['<bpmn:serviceTask id="x" tongban:pages="*" />', 'property-outside x@5'],
  'an inspector alone': ['<bpmn:userTask id="x" tongban:inspectors="1" />', 'visit-malformed x@5'],
  'a crowd of inspectors': ['<bpmn:userTask id="x" tongban:inspectors="21" />', 'visit-malformed x@5'],
  'a checklist of no visit': ['<bpmn:userTask id="x" tongban:checklist="a" />', 'visit-malformed x@5'],
  'a point twice': ['<bpmn:userTask id="x" tongban:inspectors="2" tongban:checklist="a；a" />', 'visit-malformed x@5'],
  'a visit that each makes alone': [
    '<bpmn:userTask id="x" tongban:inspectors="2"><bpmn:multiInstanceLoopCharacteristics tongban:departments="a b" /></bpmn:userTask>',
    'visit-malformed x@5',
  ],
  'a visit by silence': [
    '<bpmn:userTask id="x" tongban:inspectors="2" tongban:deemedAfter="5 workday" tongban:legalBasis="x" />',
    'visit-malformed x@5',
  ],
  'a department named twice': [
    '<bpmn:userTask id="x"><bpmn:multiInstanceLoopCharacteristics tongban:departments="a a" /></bpmn:userTask>',
    'departments-malformed x@5',
  ],
  'more consents than departments': [
    '<bpmn:userTask id="x"><bpmn:multiInstanceLoopCharacteristics tongban:departments="a b" tongban:completion="n-of-m" tongban:needed="3" /></bpmn:userTask>',
    'completion-malformed x@5',
  ],
  'a rule that asks nothing': ['<bpmn:businessRuleTask id="x" />', 'rule-without-decision x@5'],
  'a timer that goes round': [
    '<bpmn:userTask id="t" /><bpmn:boundaryEvent id="x" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>R3/PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>',
    'timer-malformed x@5',
  ],
  'a timer at a gateway': [
    '<bpmn:parallelGateway id="g" /><bpmn:boundaryEvent id="x" attachedToRef="g"><bpmn:timerEventDefinition tongban:after="1 hour" /></bpmn:boundaryEvent>',
    'timer-misplaced x@5',
  ],
  'a flow to nowhere': [flow('x', 'start', 'none'), 'reference-unknown x@5'],
  'a condition in another language': [
    '<bpmn:exclusiveGateway id="g" /><bpmn:sequenceFlow id="x" sourceRef="g" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="javascript">1</bpmn:conditionExpression></bpmn:sequenceFlow>',
    'condition-language x@5',
  ],
  'a condition behind a task': [
    '<bpmn:userTask id="t" /><bpmn:sequenceFlow id="x" sourceRef="t" targetRef="end"><bpmn:conditionExpression>a</bpmn:conditionExpression></bpmn:sequenceFlow>',
    'condition-misplaced x@5',
  ],
  'an id that is used twice': ['<bpmn:userTask id="start" />', 'id-duplicate start@5'],
  'an id with a space': ['<bpmn:userTask id="a b" />', 'id-illegal a b@5'],
  'a task without an id': ['<bpmn:userTask name="a" />', 'id-missing -@-'],
};

test('a value that cannot be meant is refused where it stands', async () => {
  for (const [what, [inside, refused]] of Object.entries(malformed))
    assert.deepEqual(await refusals(around(inside)), [refused], what);
});

test('a document type is refused before anything in it is read: no entity grows, no file is opened', async () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const external = `<!DOCTYPE d SYSTEM "file:///etc/passwd">`;
  for (const type of [bomb, external])
    assert.deepEqual(await refusals(around('').replace('?>', `?>${type}`)), ['doctype -@1'], type);
  assert.deepEqual(await refusals(around('<bpmn:userTask id="x" name="&passwd;" />')), ['not-xml process@5']);
});

test('what is no BPMN, no XML, no text or not UTF-8 is refused in one sentence', async () => {
  const cases: readonly (readonly [string | Uint8Array, RegExp])[] = [
    ['', /^not-(?:xml|bpmn) /],
    ['no xml', /^not-xml /],
    ['<a/>', /^(?:not-bpmn|namespace-unknown) /],
    ['<bpmn:definitions/>', /^not-xml /],
    [around('').slice(0, 400), /^not-xml /],
    [around('').replace('UTF-8', 'GB18030'), /^encoding /],
    [new Uint8Array([0xff, 0xfe, 0x3c, 0x00]), /^not-utf8 /],
    [`${around('')}<again/>`, /^not-xml /],
  ];
  for (const [file, expected] of cases) assert.match((await refusals(file)).join('; '), expected);
});

test('size, depth and number of elements have an end', async () => {
  assert.deepEqual(await refusals(' '.repeat(16_000_001)), ['too-large -@1']);
  const deep = `${'<bpmn:subProcess>'.repeat(60)}${'</bpmn:subProcess>'.repeat(60)}`;
  assert.match((await refusals(around(deep))).join(), /^too-deep /);

  const many = Array.from({ length: 26_000 }, (_, at) => `<bpmn:userTask id="t${at}" />`).join('\n');
  assert.match((await refusals(around(many))).join(), /^too-large t\d+@\d+$/);
  const wrong = Array.from({ length: 1_000 }, (_, at) => `<bpmn:task id="t${at}" />`).join('\n');
  assert.equal((await refusals(around(wrong))).length, 200);
});

test('of very many elements that have no place the first is named, without looking for the others', async () => {
  const foreign = Array.from({ length: 30_000 }, (_, at) => `<bpmn:unknown id="t${at}" />`).join('\n');
  assert.deepEqual(await refusals(around(foreign)), ['element-outside t0@5']);

  const few = '<bpmn:unknown id="x" /><bpmn:text id="y" />';
  assert.deepEqual(await refusals(around(few)), ['element-outside x@5', 'element-outside y@5']);

  const references = '<bpmn:incoming>f</bpmn:incoming>'.repeat(25_001);
  assert.deepEqual(await refusals(around(`<bpmn:userTask id="x">${references}</bpmn:userTask>`)), ['too-large x@5']);
});

test('two processes are no route, and messages are not sent', async () => {
  const second = '<bpmn:process id="other" />';
  assert.deepEqual(await refusals(bpmn('', { outside: second })), ['one-process -@-']);

  const pools = `<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="process" /><bpmn:participant id="q" />
<bpmn:messageFlow id="m" sourceRef="p" targetRef="q" /></bpmn:collaboration>`;
  assert.match((await refusals(bpmn('', { outside: pools }))).join(), /^message-flow m@/);
});
