import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelAt, linesOf, thickness } from './picture.ts';

test('the number of a flow stands over a level part: where several begin at one place, over their last', () => {
  const bent = '0,0 10,0 10,200 60,200';
  assert.deepEqual(labelAt('0,10 40,10', { isBranch: false }), { x: 20, y: 3 });
  assert.deepEqual(labelAt(bent, { isBranch: false }), { x: 5, y: -7 });
  assert.deepEqual(labelAt(bent, { isBranch: true }), { x: 35, y: 193 });
  assert.deepEqual(labelAt('5,0 5,100', { isBranch: true }), { x: 19, y: 50 });
});

test('the flow that most took is the thickest, one that nobody took the thinnest', () => {
  const flow = (times: number) => ({ flow: String(times), times, cases: times, from: 'a', to: 'b' });
  const flows = [flow(0), flow(5), flow(10)];
  assert.deepEqual(
    flows.map((each) => thickness(each, { flows })),
    [1.5, 4.25, 7],
  );
  assert.equal(thickness(flow(0), { flows: [flow(0)] }), 1.5);
});

test('a long name is cut with a sign of it, and a pair of surrogates stays one', () => {
  assert.deepEqual(linesOf('现场核查'), ['现场核查']);
  assert.deepEqual(linesOf('𠮷'.repeat(8)), ['𠮷'.repeat(7), '𠮷']);
  assert.equal(linesOf('长'.repeat(40)).join('').length, 21);
  assert.ok(linesOf('长'.repeat(40)).at(-1)?.endsWith('…'));
});
