import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decided, decision, dmn, given, input, NOON, opened } from './testing.ts';
import { table, type Drawing } from './testing/table.ts';

function model(drawing: Drawing, of?: string) {
  const drawn = { inputs: ['n', 'm'], ...(of === undefined ? {} : { type: of }) };
  return opened(dmn(`${input('n')}${input('m')}${decision('d', table(drawing), drawn)}`));
}

const bands = (policy: string, more: Partial<Drawing> = {}): Drawing => ({
  policy,
  rules: [
    [['< 10'], ['"low"']],
    [['[5..20)'], ['"middle"']],
    [['>= 20'], ['"high"']],
  ],
  ...more,
});

test('a unique table has one rule for each case, and says which rules contradict each other', () => {
  const asked = model(bands('UNIQUE'));

  const found = ['{n: 1, m: 0}', '{n: 7, m: 0}', '{n: 30, m: 0}', '{n: "1", m: 0}'].map((inputs) =>
    decided(asked, 'd', inputs),
  );

  assert.deepEqual(found, ['"low"', 'null dmn.rules-overlap', '"high"', 'null feel.not-conforming']);
  const { diagnostics, fired } = asked.decide(given('{n: 7, m: 0}'), { now: NOON });
  assert.deepEqual(diagnostics, [{ code: 'dmn.rules-overlap', element: 'table', offset: 0, detail: '1, 2' }]);
  assert.deepEqual(fired, [
    {
      decision: 'd',
      table: 'table',
      rules: [
        { number: 1, id: 'r1' },
        { number: 2, id: 'r2' },
      ],
    },
  ]);
});

test('any hit will do where all say the same', () => {
  const same = model(
    bands('ANY', {
      rules: [
        [['< 10'], ['1']],
        [['> 5'], ['1.0']],
        [['7'], ['1']],
      ],
    }),
  );
  const other = model(bands('ANY'));

  assert.equal(decided(same, 'd', '{n: 7, m: 0}'), '1');
  assert.equal(decided(other, 'd', '{n: 7, m: 0}'), 'null dmn.rules-differ');
});

test('first, priority, rule order and output order put the hits in their order', () => {
  const values = { outputs: [{ values: '"high", "middle", "low"' }] };
  const found = ['FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'].map((policy) =>
    decided(model(bands(policy, values)), 'd', '{n: 7, m: 0}'),
  );

  assert.deepEqual(found, ['"low"', '"middle"', '["low", "middle"]', '["middle", "low"]', '["low", "middle"]']);
});

test('priorities go by the first output, then by the second', () => {
  const outputs = [
    { name: 'a', values: '"x", "y"' },
    { name: 'b', values: '3, 2, 1' },
  ];
  const rules: Drawing['rules'] = [
    [['-'], ['"y"', '3']],
    [['-'], ['"x"', '1']],
    [['-'], ['"x"', '2']],
  ];

  assert.equal(decided(model({ policy: 'PRIORITY', outputs, rules }), 'd', '{n: 1, m: 0}'), '{a: "x", b: 2}');
  assert.equal(
    decided(model({ policy: 'OUTPUT ORDER', outputs, rules }), 'd', '{n: 1, m: 0}'),
    '[{a: "x", b: 2}, {a: "x", b: 1}, {a: "y", b: 3}]',
  );
});

test('what is collected can be added up, counted, or searched for the least and the most', () => {
  const rules: Drawing['rules'] = [
    [['> 1'], ['10']],
    [['> 2'], ['20.5']],
    [['> 3'], ['5']],
  ];
  const found = ['SUM', 'COUNT', 'MIN', 'MAX'].map((aggregation) => {
    const asked = model({ policy: 'COLLECT', aggregation, rules });
    return [decided(asked, 'd', '{n: 9, m: 0}'), decided(asked, 'd', '{n: 0, m: 0}')];
  });

  assert.deepEqual(found, [
    ['35.5', 'null dmn.no-rule'],
    ['3', '0'],
    ['5', 'null dmn.no-rule'],
    ['20.5', 'null dmn.no-rule'],
  ]);
});

test('of several outputs nothing can be aggregated', () => {
  const asked = model({ policy: 'COLLECT', aggregation: 'SUM', outputs: [{}, {}], rules: [[['-'], ['1', '2']]] });

  assert.equal(decided(asked, 'd', '{n: 1, m: 0}'), 'null dmn.aggregation');
});

test('without a hit there is the default, an empty collection, or nothing', () => {
  const rules: Drawing['rules'] = [[['1'], ['"one"']]];
  const found = [
    model({ policy: 'UNIQUE', rules }),
    model({ policy: 'UNIQUE', outputs: [{ otherwise: '"none"' }], rules }),
    model({ policy: 'COLLECT', rules }),
  ].map((asked) => decided(asked, 'd', '{n: 5, m: 0}'));

  assert.deepEqual(found, ['null dmn.no-rule', '"none"', '[]']);
});

test('several outputs are a context, and so are their defaults', () => {
  const outputs = [{ name: 'fee', otherwise: '0' }, { name: 'why' }];
  const asked = model({ policy: 'UNIQUE', outputs, rules: [[['1'], ['100', '"one"']]] });

  assert.equal(decided(asked, 'd', '{n: 1, m: 0}'), '{fee: 100, why: "one"}');
  assert.equal(decided(asked, 'd', '{n: 2, m: 0}'), '{fee: 0, why: null}');
});

test('inputs and outputs that are not allowed have no result', () => {
  const limited = model({
    policy: 'UNIQUE',
    inputs: [{ text: 'n', values: '"a", "b"' }],
    outputs: [{ values: '1, 2' }],
    rules: [
      [['"a"'], ['1']],
      [['"b"'], ['3']],
    ],
  });

  const found = ['"a"', '"b"', '"c"'].map((n) => decided(limited, 'd', `{n: ${n}, m: 0}`));
  assert.deepEqual(found, ['1', 'null dmn.output-not-allowed', 'null dmn.input-not-allowed']);
});

test('cells ask about their input and about everything that the decision knows', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['-', '{n: null, m: 0}', '"yes"'],
    ['', '{n: 1, m: 0}', '"yes"'],
    ['not(1, 2)', '{n: 3, m: 0}', '"yes"'],
    ['> m', '{n: 3, m: 2}', '"yes"'],
    ['? > m and ? < m + 2', '{n: 3, m: 2}', '"yes"'],
    ['m', '{n: 3, m: 3}', '"yes"'],
    ['null', '{n: null, m: 3}', '"yes"'],
    ['< 5', '{n: null, m: 3}', 'null dmn.no-rule'],
    ['"3"', '{n: 3, m: 3}', 'null dmn.no-rule'],
    ['< "5"', '{n: 3, m: 3}', 'null dmn.no-rule'],
    ['(', '{n: 3, m: 3}', 'null feel.syntax'],
    ['[1, 2, 3]', '{n: 3, m: 3}', '"yes"'],
    ['contains(?, "x")', '{n: "axb", m: 3}', '"yes"'],
  ];
  const found = cases.map(([cell, inputs]) => {
    const asked = model({ policy: 'UNIQUE', inputs: [{ text: 'n' }], rules: [[[cell], ['"yes"']]] });
    return [cell, inputs, decided(asked, 'd', inputs)];
  });

  assert.deepEqual(found, cases);
});

test('outputs are of the type that was declared for them', () => {
  const asked = model({
    policy: 'UNIQUE',
    outputs: [{ type: 'number' }],
    rules: [
      [['1'], ['"one"']],
      [['2'], ['n * 2']],
    ],
  });

  assert.equal(decided(asked, 'd', '{n: 1, m: 0}'), 'null feel.not-conforming');
  assert.equal(decided(asked, 'd', '{n: 2, m: 0}'), '4');
});
