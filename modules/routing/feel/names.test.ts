import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFeel, testFeel } from './evaluate-feel.ts';
import { number } from './number.ts';
import { NOON, result, table } from './testing.ts';
import type { Value } from './value.ts';

const variables = new Map<string, Value>([
  ['a', number(1)],
  ['b', number(2)],
  ['a-b', number(10)],
  ['monthly income', number(3)],
  ["person's age", number(40)],
  ['in stock', number(7)],
  ['申请人 年龄', number(30)],
]);

table(
  'names are those that were declared, the longest first',
  [
    ['a-b', '10'],
    ['a - b', '10'],
    ['b-a', '1'],
    ['monthly  income*2', '6'],
    ["person's age", '40'],
    ['in stock + 1', '8'],
    ['申请人 年龄 >= 18', 'true'],
    ['unknown', 'null feel.unknown-name'],
    ['unknown or true', 'true'],
    ['{monthly income: 5, x: monthly income}.x', '5'],
  ],
  { variables },
);

table('functions are values', [
  ['(function(x) x + 1)(2)', '3'],
  ['{f: function(x: number) x, y: f("a")}.y', 'null feel.not-conforming'],
  ['{add: function(a, b) a - b, y: add(b: 1, a: 5)}.y', '4'],
  ['{f: function(x) x, y: f(1, 2)}.y', 'null feel.arity'],
  ['{f: function(x) x, y: f(z: 1)}.y', 'null feel.arity'],
  ['1(2)', 'null feel.no-function'],
  ['nothing(2)', 'null feel.unknown-name'],
  ['{twice: function(f, x) f(f(x)), y: twice(function(n) n * 3, 2)}.y', '18'],
  ['{f: function(a) external {java: {class: "X", method signature: "y"}}, y: f(1)}.y', 'null feel.external'],
]);

table('types are asked for', [
  ['1 instance of number', 'true'],
  ['"1" instance of number', 'false'],
  ['null instance of number', 'false'],
  ['[1, 2] instance of list<number>', 'true'],
  ['[1, "a"] instance of list<number>', 'false'],
  ['{a: 1, b: 2} instance of context<a: number>', 'true'],
  ['{b: 2} instance of context<a: number>', 'false'],
  ['[1..2] instance of range<number>', 'true'],
  ['@"P1D" instance of days and time duration', 'true'],
  ['@"P1D" instance of years and months duration', 'false'],
  ['@"2026-01-01T00:00:00" instance of date and time', 'true'],
  ['1 instance of Any', 'true'],
  ['(function(x: number) x) instance of function<number> -> Any', 'true'],
  ['(function(x: number) x) instance of function<number> -> number', 'true'],
  ['(function(x: number) x) instance of function<number> -> string', 'false'],
  ['1 instance of nothing known', 'null feel.syntax'],
]);

table('what is not FEEL is said to be none', [
  ['', 'null feel.syntax'],
  ['1 +', 'null feel.syntax'],
  ['(1', 'null feel.syntax'],
  ['1 1', 'null feel.syntax'],
  ['"a', 'null feel.syntax'],
  ['/* open', 'null feel.syntax'],
  ['1 /* one */ + // two\n 2', '3'],
  ['if 1 then 2', 'null feel.syntax'],
]);

test('a budget that runs out is a diagnostic, never a hang', () => {
  const sources = [
    'for i in 1..1e12 return i',
    'every i in 1..1e15 satisfies true',
    'for i in 1..100000, j in 1..100000 return i',
    'count(for i in 1..1e9 return "x")',
    '{f: function(f, n) f(f, n + 1), x: f(f, 1)}.x',
    '(for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1])[-1]',
    `${'('.repeat(5000)}1${')'.repeat(5000)}`,
    `${'-'.repeat(5000)}1`,
    '['.repeat(5000),
    `1${' + 1'.repeat(20_000)}`,
  ];
  const codes = sources.map((source) => result(source));
  assert.deepEqual(codes, [
    'null feel.list-too-long',
    'null feel.steps',
    'null feel.list-too-long',
    'null feel.list-too-long',
    'null feel.too-deep',
    'null feel.text-too-long',
    'null feel.too-deep',
    'null feel.too-deep',
    'null feel.too-deep',
    'null feel.too-deep',
  ]);
});

test('what walks far for one step is charged for it', () => {
  const long = 'for i in 1..90000 return i';
  const sources = [
    `{l: ${long}, r: for i in 1..300 return l = l}.r`,
    `{l: ${long}, r: for i in 1..300 return sort(l)}.r`,
    `{l: ${long}, r: for i in 1..300 return sum(l)}.r`,
    'distinct values(for i in 1..20000 return [i])',
    'for i in 1..90000 return matches("a", string(i))',
  ];

  assert.deepEqual(
    sources.map((source) => result(source)),
    sources.map(() => 'null feel.steps'),
  );
  assert.equal(result('count(for i in 1..100000 return i)'), '100000');
});

test('nothing that an expression says is taken for a part of the machine', () => {
  const found = [
    'constructor',
    '{}.constructor',
    '{}.__proto__',
    '"".length',
    'toString()',
    '{__proto__: 1}.__proto__',
  ].map((source) => result(source));
  assert.deepEqual(found, [
    'null feel.unknown-name',
    'null feel.unknown-property',
    'null feel.unknown-property',
    'null feel.unknown-property',
    'null feel.unknown-name',
    '1',
  ]);
});

test('a diagnostic says where', () => {
  const { diagnostics } = evaluateFeel('1 + ("a" < 2)', { now: NOON });
  assert.deepEqual(diagnostics, [
    { code: 'feel.types', element: undefined, offset: 9, detail: '<' },
    { code: 'feel.types', element: undefined, offset: 2, detail: undefined },
  ]);
});

test('a cell of a table is asked about its input', () => {
  const rows: readonly (readonly [string, Value, boolean | null])[] = [
    ['-', number(1), true],
    ['[18..65)', number(65), false],
    ['< 5, > 10', number(11), true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'c', true],
    ['not(< 5)', number(4), false],
    ['null', null, true],
    ['? > 5', number(6), true],
    ['? > 5 and ? < 7', number(7), false],
    ['contains(?, "x")', 'axb', true],
    ['true', true, true],
    ['false', true, false],
    ['[1, 2]', number(2), true],
    ['@"2026-01-01"', '2026-01-01', null],
    ['> 5', '6', null],
    ['!= 5', number(6), true],
    ['= 5', number(5), true],
    ['limit', number(9), true],
    ['< limit', number(8), true],
  ];
  const given = { now: NOON, variables: new Map([['limit', number(9)]]) };
  const found = rows.map(([source, input]) => [source, input, testFeel(source, input, given).value] as const);
  assert.deepEqual(found, rows);
});
