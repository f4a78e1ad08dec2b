import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decided,
  decision,
  dmn,
  given,
  importing,
  input,
  invoked,
  literal,
  NOON,
  opened,
  requirements,
} from './testing.ts';

interface Drawn {
  readonly parameters: readonly string[];
  readonly type?: string;
  readonly uses?: readonly string[];
}

function knowledge(name: string, body: string, { parameters, type, uses = [] }: Drawn): string {
  const of = type === undefined ? '' : ` typeRef="${type}"`;
  const formal = parameters.map((one) => `<formalParameter name="${one}" typeRef="number"/>`).join('');
  return `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"${of}/>
    <encapsulatedLogic>${formal}${body}</encapsulatedLogic>${requirements({ knowledge: uses })}</businessKnowledgeModel>`;
}

test('a decision sees what it requires and nothing else', () => {
  const model = opened(
    dmn(`${input('first name', 'string')}${input('age', 'number')}
      ${decision('greeting', literal('"Hello " + first name'), { inputs: ['first name'] })}
      ${decision('longer', literal('greeting + "!"'), { decisions: ['greeting'] })}
      ${decision('curious', literal('age'), { inputs: ['first name'] })}`),
  );

  assert.equal(decided(model, 'longer', '{first name: "王"}'), '"Hello 王!"');
  assert.equal(decided(model, 'curious', '{first name: "王", age: 5}'), 'null feel.unknown-name');
  assert.equal(decided(model, 'greeting', '{}'), 'null dmn.input-missing');
  assert.equal(decided(model, 'greeting', '{first name: 5}'), 'null feel.not-conforming');
  assert.equal(decided(model, 'nothing', '{}'), 'null dmn.no-logic');
});

test('each decision is made once, however many ask', () => {
  const chain = Array.from({ length: 60 }, (_, at) =>
    decision(`d${at + 1}`, literal(`d${at} + d${at}`), { decisions: [`d${at}`] }),
  );
  const model = opened(dmn(`${decision('d0', literal('1'))}${chain.join('')}`));

  assert.equal(decided(model, 'd60'), String(2n ** 60n));
});

test('decisions that wait for each other have no value', () => {
  const model = opened(
    dmn(`${decision('a', literal('b'), { decisions: ['b'] })}${decision('b', literal('a'), { decisions: ['a'] })}`),
  );

  assert.equal(decided(model, 'a'), 'null dmn.cycle');
});

test('knowledge is a function that may call itself and what it requires', () => {
  const model = opened(
    dmn(`${knowledge('fact', literal('if n <= 1 then 1 else n * fact(n - 1)'), { parameters: ['n'] })}
      ${knowledge('choose', literal('fact(n) / (fact(k) * fact(n - k))'), { parameters: ['n', 'k'], type: 'number', uses: ['fact'] })}
      ${knowledge('endless', literal('endless(n + 1)'), { parameters: ['n'] })}
      ${decision('d', literal('choose(6, 2)'), { knowledge: ['choose'] })}
      ${decision('named', literal('choose(k: 2, n: 6)'), { knowledge: ['choose'] })}
      ${decision('loop', literal('endless(1)'), { knowledge: ['endless'] })}
      ${decision('boxed', `<invocation>${literal('fact')}<binding><parameter name="n"/>${literal('5')}</binding></invocation>`, { knowledge: ['fact'] })}`),
  );

  assert.deepEqual(
    ['d', 'named', 'boxed', 'loop'].map((name) => decided(model, name)),
    ['15', '15', '120', 'null feel.too-deep'],
  );
  assert.equal(invoked(model, 'choose', '{n: 4, k: 2}'), '6');
  assert.equal(invoked(model, 'fact', '{n: "4"}'), 'null feel.not-conforming');
});

const service = (more = '') =>
  `${input('a', 'number')}${input('b', 'number')}
  ${decision('inner', literal('a + 1'), { inputs: ['a'] })}
  ${decision('outer', literal('inner * b'), { inputs: ['b'], decisions: ['inner'] })}
  <decisionService id="whole" name="whole"><variable name="whole"/><outputDecision href="#outer"/><encapsulatedDecision href="#inner"/><inputData href="#a"/><inputData href="#b"/></decisionService>
  <decisionService id="part" name="part"><variable name="part"/><outputDecision href="#outer"/><inputDecision href="#inner"/><inputData href="#b"/></decisionService>
  <decisionService id="both" name="both"><variable name="both"/><outputDecision href="#outer"/><outputDecision href="#inner"/><inputData href="#a"/><inputData href="#b"/></decisionService>${more}`;

test('a service is called with its inputs, and decides what it holds', () => {
  const calls = ['whole(2, 3)', 'whole(b: 3, a: 2)', 'part(3, 10)', 'both(2, 3)', 'whole("x", 3)', 'whole(1)'];
  const model = opened(
    dmn(
      service(
        calls.map((call, at) => decision(`d${at}`, literal(call), { knowledge: ['whole', 'part', 'both'] })).join(''),
      ),
    ),
  );

  assert.deepEqual(
    calls.map((_, at) => decided(model, `d${at}`)),
    ['9', '9', '30', '{outer: 9, inner: 3}', 'null feel.not-conforming', 'null feel.arity'],
  );
  assert.equal(invoked(model, 'part', '{b: 3, inner: 10}'), '30');
  assert.equal(invoked(model, 'whole', '{a: 2, b: 3}'), '9');
});

const types = `
<itemDefinition name="age"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
<itemDefinition name="kind"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
<itemDefinition name="kinds" isCollection="true"><typeRef>kind</typeRef></itemDefinition>
<itemDefinition name="pair" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
<itemDefinition name="person"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>age</typeRef></itemComponent><itemComponent name="children" isCollection="true"><typeRef>person</typeRef></itemComponent></itemDefinition>`;

test('values are of the types that a model defines', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['age', '18', '18'],
    ['age', '151', 'null feel.not-allowed'],
    ['age', '"18"', 'null feel.not-conforming'],
    ['age', 'null', 'null'],
    ['kind', '"c"', 'null feel.not-allowed'],
    ['kinds', '["a", "b"]', '["a", "b"]'],
    ['kinds', '"a"', '["a"]'],
    ['kinds', '["a", "c"]', 'null feel.not-conforming'],
    ['pair', '[1, 2]', '[1, 2]'],
    ['pair', '[1]', 'null feel.not-allowed'],
    ['person', '{full name: "x", age: 1, children: []}', '{full name: "x", age: 1, children: []}'],
    ['person', '{full name: "x", age: 200, children: []}', 'null feel.not-conforming'],
    ['person', '{full name: "x"}', '{full name: "x"}'],
  ];
  const found = cases.map(([type, value]) => {
    const model = opened(dmn(`${types}${input('x', type)}${decision('d', literal('x'), { inputs: ['x'] })}`));
    return [type, value, decided(model, 'd', `{x: ${value}}`)];
  });

  assert.deepEqual(found, cases);
});

test('names of components are read from the declared type', () => {
  const model = opened(
    dmn(`${types}${input('x', 'person')}
      ${decision('d', literal('x.children[age > 3].full name'), { inputs: ['x'] })}
      ${decision('e', literal('for c in x.children return c.full name'), { inputs: ['x'] })}
      ${decision('f', literal('x instance of person'), { inputs: ['x'] })}`),
  );
  const inputs = '{x: {full name: "p", age: 40, children: [{full name: "q", age: 2}, {full name: "r", age: 4}]}}';

  assert.deepEqual(
    ['d', 'e'].map((name) => decided(model, name, inputs)),
    ['["r"]', '["q", "r"]'],
  );
});

const library = dmn(
  `<itemDefinition name="small"><typeRef>number</typeRef><allowedValues><text>&lt; 10</text></allowedValues></itemDefinition>
  ${input('Person name', 'string')}${decision('hello', literal('"Hello " + Person name'), { inputs: ['Person name'] })}
  ${knowledge('twice', literal('n * 2'), { parameters: ['n'] })}`,
  { name: 'library' },
);

test('parts of another model are named by its import', () => {
  const main = dmn(
    `${decision('d', literal('my lib.hello + "!"'), { decisions: ['urn:test:library#hello'] })}
    ${decision('e', literal('my lib.twice(4)'), { knowledge: ['urn:test:library#twice'] })}
    ${decision('f', literal('12'), { type: 'my lib.small' })}
    ${decision('g', literal('my lib.Person name'), { inputs: ['urn:test:library#Person name'] })}`,
    { imports: importing('library', 'my lib') },
  );
  const model = opened(main, library);

  assert.deepEqual(
    ['d', 'e', 'f', 'g'].map((name) => decided(model, name, '{my lib: {Person name: "王"}}')),
    ['"Hello 王!"', '8', 'null feel.not-allowed', '"王"'],
  );
  assert.equal(decided(model, 'd', '{Person name: "李"}'), '"Hello 李!"');
});

test('an import without a name brings the names themselves', () => {
  const main = dmn(
    `${decision('d', literal('hello + "!"'), { decisions: ['urn:test:library#hello'] })}${decision('f', literal('12'), { type: 'small' })}`,
    { imports: importing('library', '') },
  );

  assert.equal(decided(opened(main, library), 'd', '{Person name: "王"}'), '"Hello 王!"');
  assert.equal(decided(opened(main, library), 'f'), 'null feel.not-allowed');
});

test('models that import each other do not go round', () => {
  const one = dmn(decision('d', literal('two.e'), { decisions: ['urn:test:two#e'] }), {
    name: 'one',
    imports: importing('two'),
  });
  const two = dmn(decision('e', literal('1'), {}), { name: 'two', imports: importing('one') });

  assert.equal(decided(opened(one, two), 'd'), '1');
});

test('what is asked for together shares what is decided and what is spent', () => {
  const model = opened(dmn(service()));
  const { results } = model.decide(given('{a: 1, b: 2}'), { now: NOON });

  assert.deepEqual([...results.keys()], ['inner', 'outer']);
});
