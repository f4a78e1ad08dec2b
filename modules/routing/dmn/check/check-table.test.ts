import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decision, dmn, input, opened } from '../testing.ts';
import { table, type Drawing } from '../testing/table.ts';

function check(drawing: Drawing, types = '') {
  const model = opened(
    dmn(`${types}${input('n')}${input('m')}${decision('d', table(drawing), { inputs: ['n', 'm'] })}`),
  );
  return model.check()[0];
}

const one = (policy: string, cells: readonly string[], more: Partial<Drawing> = {}): Drawing => ({
  policy,
  rules: cells.map((cell, at) => [[cell], [`${at}`]]),
  ...more,
});

test('a table that has one rule for every number has no findings', () => {
  assert.deepEqual(check(one('UNIQUE', ['< 10', '[10..20)', '>= 20'])), {
    table: 'table',
    checked: true,
    findings: [],
  });
});

test('overlaps and gaps are shown by what lies in them', () => {
  assert.deepEqual(check(one('UNIQUE', ['<= 10', '[10..20)', '> 20']))?.findings, [
    { kind: 'overlap', rules: [1, 2], inputs: ['10'] },
    { kind: 'gap', inputs: ['20'] },
  ]);
});

test('with several inputs a gap is a corner of the table', () => {
  const drawing: Drawing = {
    policy: 'UNIQUE',
    inputs: [{ text: 'n', type: 'boolean' }, { text: 'm' }],
    rules: [
      [['true', '-'], ['1']],
      [['false', '"a"'], ['2']],
    ],
  };

  assert.deepEqual(check(drawing)?.findings, [{ kind: 'gap', inputs: ['false', 'not("a")'] }]);
});

test('values that an input may not have are no gap', () => {
  const inputs = [{ text: 'n', values: '"a", "b"' }];
  const kinds =
    '<itemDefinition name="kind"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>';

  assert.deepEqual(check(one('UNIQUE', ['"a"', '"b"'], { inputs }))?.findings, []);
  assert.deepEqual(
    check(one('UNIQUE', ['"a"', '"b"'], { inputs: [{ text: 'n', type: 'kind' }] }), kinds)?.findings,
    [],
  );
});

test('days and durations are divided as numbers are', () => {
  const days = check(
    one('UNIQUE', ['< @"2026-03-01"', '> date("2026-03-01")'], { inputs: [{ text: 'n', type: 'date' }] }),
  );
  const next = check(
    one('UNIQUE', ['<= @"2026-03-01"', '>= @"2026-03-02"'], { inputs: [{ text: 'n', type: 'date' }] }),
  );

  assert.deepEqual(days?.findings, [{ kind: 'gap', inputs: ['2026-03-01'] }]);
  assert.deepEqual(next?.findings, []);
});

test('a default closes gaps, a hit policy for many allows overlaps, and any hit only where all say the same', () => {
  assert.deepEqual(check(one('UNIQUE', ['1'], { outputs: [{ otherwise: '0' }] }))?.findings, []);
  assert.deepEqual(check(one('FIRST', ['-', '1']))?.findings, []);
  assert.deepEqual(
    check({
      policy: 'ANY',
      rules: [
        [['-'], ['1']],
        [['5'], ['1']],
      ],
    })?.findings,
    [],
  );
  assert.equal(check(one('ANY', ['-', '5']))?.findings.length, 1);
});

test('of a table that does more than compare with constants nothing is claimed', () => {
  const found = ['? > m', 'm', '> m', 'contains(?, "a")', '(', '< "a"'].map((cell) => check(one('UNIQUE', [cell])));

  assert.deepEqual(
    found.map((result) => result?.checked),
    [false, false, false, false, false, false],
  );
});

test('a table with very many cases costs no more than a budget', () => {
  const inputs = Array.from({ length: 12 }, () => ({ text: 'n', type: 'number' }));
  const rules = Array.from({ length: 60 }, (_, at) => [inputs.map(() => `[${at}..${at + 30}]`), ['1']] as const);

  assert.equal(check({ policy: 'FIRST', inputs, rules })?.checked, true);
});
