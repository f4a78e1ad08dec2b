import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followStandings, type Standings } from './index.ts';
import {
  accept,
  decide,
  declare,
  grant,
  ground,
  log,
  pause,
  ready,
  submit,
  take,
  type Fields,
} from './testing/leaves.ts';

const DAY = 86_400;

function after(...leaves: readonly Fields[]): Standings {
  const standings = followStandings();
  log(...leaves).forEach((bytes, index) => standings.entry(index, bytes));
  return standings;
}

const filed = [declare('a'), declare('d'), submit('a', 1)];
const accepted = [...filed, take('a', [2, 2]), accept(2, 3), ready('d', 1, { ref: 2, prev: 4, n: 1 })];

test('a case stands where its last leaf left it', () => {
  const at = (n: number, q: string, state = 'eligible') => ({ tasks: [{ state, n, q }], newest: n, lane: 2 });
  assert.deepEqual(after(...filed).ofCase(2), { ...at(0, 'a'), last: 2 });
  assert.deepEqual(after(...filed, take('a', [2, 2])).ofCase(2)?.tasks, at(0, 'a', 'taken').tasks);
  assert.deepEqual(after(...accepted).ofCase(2), { ...at(1, 'd'), last: 5 });
  const held = [...filed, { k: 'hold', n: 0, reason: 'record-lost', ref: 2, prev: 2 }];
  assert.deepEqual(after(...held).ofCase(2), { ...at(0, 'a', 'held'), last: 3 });
});

test('a case that has ended stands nowhere, also when a decision was the last leaf of the log', () => {
  const decided = [...accepted, take('d', [2, 5], { n: 1 }), decide(2, 6, { n: 1 })];
  assert.equal(after(...decided).ofCase(2), undefined);
  assert.equal(after(...filed, { ...accept(2, 2), k: 'withdraw' }).ofCase(2), undefined);
  assert.equal(after(...filed).ofCase(99), undefined);
});

test('a grant in force, a pause in force and the count of a quota are known', () => {
  const granted = [declare('a', { quota: 3 }), ground(1), submit('a', 1, { ts: DAY }), submit('a', 2, { ts: DAY })];
  const standings = after(
    ...granted,
    { ...grant(3, 3, { rule: 1 }), ts: DAY },
    take('a', [3, 4], { ex: 4, ts: DAY }),
    take('a', [2, 2], { ts: DAY }),
    { ...pause('a'), ts: DAY },
  );
  assert.deepEqual([standings.ofCase(3)?.lane, standings.ofCase(3)?.grant], [1, 4]);
  assert.deepEqual(standings.ofQueue('a'), { since: 1, paused: 7 });
  assert.equal(standings.ofQueue('b'), undefined);
});
