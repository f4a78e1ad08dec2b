import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFairness } from '#ledger';

type Fields = Readonly<Record<string, unknown>>;

/** A log of public leaves as a monitor would read it. */
function log(...leaves: readonly Fields[]): readonly Uint8Array[] {
  return leaves.map((leaf) => Buffer.from(JSON.stringify({ v: 1, ts: 0, ...leaf })));
}

const rules = (...leaves: readonly Fields[]) => checkFairness(log(...leaves)).map(({ rule }) => rule);

const submit = (qn: number) => ({ k: 'submit', q: 'a', qn, lane: 2 });
const take = (ref: number, prev: number, more: Fields = {}) => ({
  k: 'take',
  q: 'a',
  n: 0,
  ref,
  prev,
  sk: [],
  ...more,
});

test('takes in the order of submission, with a hold that keeps its place, are lawful', () => {
  const honest = [
    submit(1),
    submit(2),
    take(0, 0),
    { k: 'hold', n: 0, reason: 'supplement', ref: 0, prev: 2 },
    take(1, 1),
    { k: 'resume', n: 0, reason: 'supplement', ref: 0, prev: 3 },
    submit(3),
    take(0, 5),
    { k: 'accept', n: 0, ref: 0, prev: 7 },
    { k: 'ready', q: 'b', qn: 1, n: 1, ref: 0, prev: 8 },
    { k: 'release', n: 0, reason: 'timeout', ref: 1, prev: 4 },
    take(1, 10),
  ];
  assert.deepEqual(rules(...honest), []);
});

test('a later submission taken first is found at the take', () => {
  assert.deepEqual(rules(submit(1), submit(2), take(1, 1)), ['M4']);
});

test('a case passed over because of the officer’s own earlier act is lawful, because of somebody else’s it is not', () => {
  const accepted = [submit(1), take(0, 0), { k: 'accept', n: 0, ref: 0, prev: 1 }, submit(2)];
  const decision = [
    { k: 'ready', q: 'd', qn: 1, n: 1, ref: 0, prev: 2 },
    take(3, 3),
    { k: 'ready', q: 'd', qn: 2, n: 1, ref: 3, prev: 5 },
  ];
  const second = { k: 'take', q: 'd', n: 1, ref: 3, prev: 6 };
  assert.deepEqual(rules(...accepted, ...decision, { ...second, sk: [1] }), []);
  assert.deepEqual(rules(...accepted, ...decision, { ...second, sk: [] }), ['M4']);
  assert.deepEqual(rules(...accepted, ...decision, { ...second, sk: [3] }), ['M4']);
});

test('a task taken twice without a release between is found', () => {
  assert.deepEqual(rules(submit(1), take(0, 0), take(0, 1)), ['M5']);
});

test('a task that is held cannot be taken', () => {
  const held = [submit(1), take(0, 0), { k: 'hold', n: 0, reason: 'supplement', ref: 0, prev: 1 }];
  assert.deepEqual(rules(...held, take(0, 2)), ['M5']);
});

test('a number left out of a queue, a broken chain, a forked chain and an unknown kind are found', () => {
  assert.deepEqual(rules(submit(1), submit(3)), ['M2']);
  assert.deepEqual(rules(submit(1), take(0, 9)), ['M3']);
  assert.deepEqual(rules(submit(1), take(0, 0), { k: 'accept', n: 0, ref: 0, prev: 0 }), ['M3']);
  assert.deepEqual(rules({ k: 'favour' }), ['M12']);
});

test('a case that has ended leaves its queue', () => {
  assert.deepEqual(rules(submit(1), { k: 'withdraw', n: 0, ref: 0, prev: 0 }, submit(2), take(2, 2)), []);
});
