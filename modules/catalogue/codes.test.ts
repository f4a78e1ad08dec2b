import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creditCheck } from '#kernel';
import { catalogCodeProblem, handleItemCodeProblem, readItemCode, taskCodeProblem } from './codes.ts';

/** A public code of a live system: 汕尾市, level 3 (city). */
const TASK = '12441500196720244T3442199806003';

/** Its last check digit is right for the text before it, but the organisation code inside is not. */
const withWrongOrganisation = `12441500196720245${creditCheck('12441500196720245')}`;

test('a code of a live system is right, and so is the same with a handling item', () => {
  assert.equal(taskCodeProblem(TASK), undefined);
  assert.equal(handleItemCodeProblem(`${TASK}01`), undefined);
});

test('each part of a code has its own problem', () => {
  assert.equal(taskCodeProblem(TASK.slice(1)), 'length');
  assert.equal(taskCodeProblem(TASK.replace('T3', 'U3')), 'agency-check');
  assert.equal(taskCodeProblem(`${withWrongOrganisation}${TASK.slice(18)}`), 'agency-organisation-check');
  assert.equal(taskCodeProblem('TE440000GD030003VV2442199374000'), 'agency-characters');
  assert.equal(taskCodeProblem(TASK.replace('T3', 'T8')), 'level');
  assert.equal(taskCodeProblem(TASK.replace('T344', 'T3AB')), 'catalog-region');
  assert.equal(handleItemCodeProblem(`${TASK}00`), 'handle-serial');
});

test('a basic code names region, type, main item and sub-item', () => {
  assert.equal(catalogCodeProblem('442199806003'), undefined);
  assert.equal(catalogCodeProblem('44210905700Y'), undefined);
  assert.equal(catalogCodeProblem('44219980600'), 'length');
  assert.equal(catalogCodeProblem('4421A9806003'), 'serial');
  assert.equal(catalogCodeProblem('442100000003'), 'serial');
  assert.equal(catalogCodeProblem('44X199806003'), 'type');
});

test('a code falls into its parts', () => {
  assert.deepEqual(readItemCode(`${TASK}02`), {
    agency: '12441500196720244T',
    level: '3',
    type: '21',
    catalogCode: '442199806003',
    taskCode: TASK,
    handleItemCode: `${TASK}02`,
  });
  assert.equal(readItemCode('nonsense'), 'length');
});
