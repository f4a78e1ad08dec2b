import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decided, decision, dmn, input, literal, opened } from './testing.ts';

/** What a box comes to, with `n` as an input. */
function boxed(logic: string, inputs = '{n: 3}', type?: string): string {
  const drawn = { inputs: ['n'], ...(type === undefined ? {} : { type }) };
  return decided(opened(dmn(`${input('n')}${decision('d', logic, drawn)}`)), 'd', inputs);
}

const entry = (name: string, logic: string, type?: string) =>
  `<contextEntry><variable name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>${logic}</contextEntry>`;
const result = (logic: string) => `<contextEntry>${logic}</contextEntry>`;
const inside = (element: string, logic: string) => `<${element}>${logic}</${element}>`;

test('a context has entries, each seen by those after it, or a result of its own', () => {
  const entries = `${entry('net price', literal('n * 2'))}${entry('tax', literal('net  price / 10'))}`;

  assert.equal(boxed(`<context>${entries}</context>`), '{net price: 6, tax: 0.6}');
  assert.equal(boxed(`<context>${entries}${result(literal('net price + tax'))}</context>`), '6.6');
  assert.equal(boxed(`<context>${entry('a', literal('"x"'), 'number')}</context>`), '{a: null}');
  assert.equal(
    boxed(`<context>${entry('a', literal('1'))}${entry('a', literal('2'))}</context>`),
    'null feel.duplicate-key',
  );
  assert.equal(
    boxed(`<context>${entry('inner', `<context>${entries}</context>`)}${result(literal('inner.net price'))}</context>`),
    '6',
  );
});

test('a relation is a list of contexts whose cells do not see each other', () => {
  const relation = `<relation><column name="n"/><column name="m"/>
    <row>${literal('1')}${literal('n')}</row><row>${literal('2')}${literal('n + 1')}</row></relation>`;

  assert.equal(boxed(relation), '[{n: 1, m: 3}, {n: 2, m: 4}]');
});

test('a list is what its items come to', () => {
  assert.equal(boxed(`<list>${literal('n')}<list>${literal('"a"')}</list></list>`), '[3, ["a"]]');
});

test('a function is called by a box with its parameters, or by an expression', () => {
  const double = `<functionDefinition><formalParameter name="a number" typeRef="number"/>${literal('a number * 2')}</functionDefinition>`;
  const call = `<invocation>${literal('double')}<binding><parameter name="a number"/>${literal('n')}</binding></invocation>`;
  const wrong = `<invocation>${literal('double')}<binding><parameter name="b"/>${literal('n')}</binding></invocation>`;
  const without = `<invocation>${literal('double')}<binding><parameter name="a number"/></binding></invocation>`;
  const within = (last: string) => `<context>${entry('double', double)}${result(last)}</context>`;

  assert.equal(boxed(within(call)), '6');
  assert.equal(boxed(within(literal('double(n) + double(a number: 1)'))), '8');
  assert.equal(boxed(within(wrong)), 'null feel.arity');
  assert.equal(boxed(within(without)), 'null feel.types');
  assert.equal(boxed(within(literal('double("x")'))), 'null feel.not-conforming');
});

test('a function in Java or PMML is never run', () => {
  const java = `<functionDefinition kind="Java"><formalParameter name="x"/><context>${entry('class', literal('"java.lang.Math"'))}</context></functionDefinition>`;

  assert.equal(boxed(`<context>${entry('f', java)}${result(literal('f(1)'))}</context>`), 'null feel.external');
});

test('a conditional takes one of its ways', () => {
  const choice = `<conditional>${inside('if', literal('n > 2'))}${inside('then', literal('"more"'))}${inside('else', literal('"less"'))}</conditional>`;

  assert.deepEqual(
    ['{n: 3}', '{n: 1}', '{n: null}'].map((inputs) => boxed(choice, inputs)),
    ['"more"', '"less"', '"less"'],
  );
});

test('a filter keeps items by their entries', () => {
  const people = literal('[{age: 17, name: "a"}, {age: 18, name: "b"}]');
  const filter = (match: string) => `<filter>${inside('in', people)}${inside('match', literal(match))}</filter>`;

  assert.equal(boxed(filter('age >= 18')), '[{age: 18, name: "b"}]');
  assert.equal(boxed(filter('item.name = "a"')), '[{age: 17, name: "a"}]');
  assert.equal(
    boxed(`<filter>${inside('in', literal('null'))}${inside('match', literal('true'))}</filter>`),
    'null feel.types',
  );
});

test('iterators go through a list', () => {
  const over = (kind: string, list: string, body: string) => {
    const last = kind === 'for' ? 'return' : 'satisfies';
    return `<${kind} iteratorVariable="one item">${inside('in', literal(list))}${inside(last, literal(body))}</${kind}>`;
  };

  assert.equal(boxed(over('for', '[1, 2]', 'one item * n')), '[3, 6]');
  assert.equal(boxed(over('for', '[1..3]', 'one item + count(partial)')), '[1, 3, 5]');
  assert.equal(boxed(over('some', '[1, 2]', 'one item = n')), 'false');
  assert.equal(boxed(over('every', '[1, 2]', 'one item < n')), 'true');
});

test('a box gives what its type says, or nothing', () => {
  assert.equal(boxed(literal('"1"', 'number')), 'null feel.not-conforming');
  assert.equal(boxed(literal('[1]', 'number')), '1');
  assert.equal(boxed(literal('1', 'feel:number')), '1');
  assert.equal(boxed(literal('1', 'nothing')), 'null feel.unknown-type');
  assert.equal(boxed(literal('@"2026-01-01"'), '{n: 1}', 'dateTime'), '2026-01-01T00:00:00Z');
  assert.equal(boxed(literal('')), 'null dmn.no-logic');
});
