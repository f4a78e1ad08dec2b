import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchPlace, type PlaceReview } from './index.ts';
import { accept, declare, grant, ground, log, ready, submit, take, type Fields } from './testing/leaves.ts';

const DAY = 86_400;

function reviewOf(ref: number, ...leaves: readonly Fields[]): PlaceReview {
  const watch = watchPlace(ref);
  log(...leaves).forEach((bytes, index) => watch.entry(index, bytes));
  return watch.review();
}

const reasons = (ref: number, ...leaves: readonly Fields[]) =>
  reviewOf(ref, ...leaves).passings.map(({ index, ref: other, why, cites }) => [index, other, why, cites]);

test('nobody is passed where the order is kept, nor by those who stood before', () => {
  const kept = [declare('a'), submit('a', 1), submit('a', 2), take('a', [1, 1]), take('a', [2, 2])];
  assert.deepEqual(reasons(1, ...kept), []);
  assert.deepEqual(reasons(2, ...kept), []);
});

test('a later submission taken first is out of turn; the finding comes with it, and the next event closes the gap', () => {
  const leaves = [declare('a'), submit('a', 1), submit('a', 2), take('a', [2, 2]), take('a', [1, 1])];
  const { passings, findings } = reviewOf(1, ...leaves);
  assert.deepEqual(passings, [{ index: 3, ts: 0, ref: 2, q: 'a', n: 0, why: 'out-of-turn', cites: [] }]);
  assert.deepEqual(
    findings.map(({ finding, closing }) => [finding.code, finding.index, closing]),
    [['take.out-of-turn', 3, 4]],
  );
});

test('who was passed together with somebody before them is passed as well', () => {
  const leaves = [declare('a'), submit('a', 1), submit('a', 2), submit('a', 3), take('a', [3, 3])];
  assert.deepEqual(reasons(2, ...leaves), [[4, 3, 'out-of-turn', []]]);
  assert.equal(reviewOf(2, ...leaves).findings.length, 1);
});

test('who waits for their own supplement is passed lawfully, and sees by which hold', () => {
  const held = [
    declare('a'),
    submit('a', 1),
    submit('a', 2),
    take('a', [1, 1]),
    { k: 'hold', n: 0, reason: 'supplement', ref: 1, prev: 3 },
    take('a', [2, 2]),
  ];
  assert.deepEqual(reasons(1, ...held), [[5, 2, 'held', [4]]]);
  assert.deepEqual(reviewOf(1, ...held).findings, []);
});

test('a grant is told with the leaf that says so', () => {
  const lanes = [
    declare('a', { quota: 2 }),
    ground(1),
    ...[1, 2, 3].map((qn) => submit('a', qn, { ts: DAY })),
    { ...grant(3, 3, { rule: 1 }), ts: DAY },
    { ...grant(4, 4, { rule: 1 }), ts: DAY },
    take('a', [3, 5], { ex: 5, ts: DAY }),
  ];
  assert.deepEqual(reasons(2, ...lanes), [[7, 3, 'lane', [5]]]);
});

test('an officer who may not work on it again and a discipline of the hall are reasons too', () => {
  const barred = [
    declare('a'),
    declare('d'),
    submit('a', 1),
    take('a', [2, 2]),
    accept(2, 3),
    ready('d', 1, { ref: 2, prev: 4, n: 1 }),
    submit('a', 2),
    take('a', [6, 6]),
    accept(6, 7),
    ready('d', 2, { ref: 6, prev: 8, n: 1 }),
    take('d', [6, 9], { n: 1, sk: [3] }),
  ];
  assert.deepEqual(reasons(2, ...barred), [[10, 6, 'barred', [3]]]);

  const hall = [
    declare('a'),
    declare('h', { discipline: 'hall' }),
    submit('a', 1),
    submit('a', 2),
    take('a', [2, 2]),
    take('a', [3, 3]),
    accept(3, 5),
    ready('h', 1, { ref: 3, prev: 6, n: 1 }),
    accept(2, 4),
    ready('h', 2, { ref: 2, prev: 8, n: 1 }),
    take('h', [3, 7], { n: 1 }),
  ];
  assert.deepEqual(reasons(2, ...hall), [[10, 3, 'discipline', [1]]]);
});

test('a quota lets a later normal submission before an earlier one that has priority', () => {
  const leaves = [
    declare('a', { quota: 2 }),
    ground(1),
    ...[1, 2, 3].map((qn) => submit('a', qn, { ts: DAY })),
    { ...grant(2, 2, { rule: 1 }), ts: DAY },
    { ...grant(3, 3, { rule: 1 }), ts: DAY },
    take('a', [2, 5], { ex: 5, ts: DAY }),
    take('a', [4, 4], { ts: DAY }),
  ];
  assert.deepEqual(reasons(3, ...leaves), [[8, 4, 'quota', [0]]]);
  assert.deepEqual(reviewOf(3, ...leaves).findings, []);
});

test('priority that nobody had the right to give is no reason, and what is wrong with it comes as evidence', () => {
  const filed = [declare('a'), ground(1), ...[1, 2].map((qn) => submit('a', qn, { ts: DAY }))];
  for (const [granted, code] of [
    [{ rule: 0 }, 'grant.no-rule'],
    [{ rule: 1, by: ['officer-one', 'officer-one'] }, 'grant.same-approver'],
    [{ rule: 1, lane: 0 }, 'grant.other-lane'],
  ] as const) {
    const leaves = [...filed, { ...grant(3, 3, granted), ts: DAY }, take('a', [3, 4], { ex: 4, ts: DAY })];
    assert.deepEqual(reasons(2, ...leaves), [[5, 3, 'out-of-turn', []]], code);
    assert.ok(reviewOf(2, ...leaves).findings.some(({ finding }) => finding.code === code));
  }
  const filedAhead = [declare('a'), submit('a', 1), submit('a', 2, { lane: 1 }), take('a', [2, 2])];
  assert.deepEqual(reasons(1, ...filedAhead), [[3, 2, 'out-of-turn', []]]);
});

test('a take that breaks any other rule is out of turn for whoever waited, and a hold is cited though a grant came after it', () => {
  const start = [declare('a'), ground(1), submit('a', 1, { ts: DAY }), submit('a', 2, { ts: DAY })];
  const hold = { k: 'hold', n: 0, reason: 'supplement', ts: DAY };
  const other = [...start, { ...hold, ref: 3, prev: 3 }, take('a', [3, 4], { ts: DAY })];
  assert.deepEqual(reasons(2, ...other), [[5, 3, 'out-of-turn', []]]);
  const mine = [
    ...start,
    { ...hold, ref: 2, prev: 2 },
    { ...grant(2, 4, { rule: 1 }), ts: DAY },
    take('a', [3, 3], { ts: DAY }),
  ];
  assert.deepEqual(reasons(2, ...mine), [[6, 3, 'held', [4]]]);
});
