import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFairness, createAudit, type Rule } from './index.ts';
import { accept, decide, declare, log, pause, ready, submit, take, type Fields } from './testing/leaves.ts';

const DAY = 86_400;
const rules = (...leaves: readonly Fields[]): readonly Rule[] => checkFairness(log(...leaves)).map(({ rule }) => rule);
const codes = (...leaves: readonly Fields[]): readonly string[] =>
  checkFairness(log(...leaves)).map(({ code }) => code);

test('takes in the order of submission, with a hold that keeps its place, are lawful', () => {
  const honest = [
    declare('a'),
    declare('b'),
    submit('a', 1),
    submit('a', 2),
    take('a', [2, 2]),
    { k: 'hold', n: 0, reason: 'supplement', ref: 2, prev: 4 },
    take('a', [3, 3]),
    { k: 'resume', n: 0, reason: 'supplement', ref: 2, prev: 5 },
    submit('a', 3),
    take('a', [2, 7]),
    accept(2, 9),
    ready('b', 1, { ref: 2, prev: 10, n: 1 }),
    { k: 'release', n: 0, reason: 'timeout', ref: 3, prev: 6 },
    take('a', [3, 12]),
  ];
  assert.deepEqual(codes(...honest), []);
});

test('a later submission taken first is found at the take, with both cases as evidence', () => {
  const [finding, ...more] = checkFairness(log(declare('a'), submit('a', 1), submit('a', 2), take('a', [2, 2])));
  assert.deepEqual(more, []);
  assert.equal(finding?.rule, 'M4');
  assert.equal(finding.code, 'take.out-of-turn');
  assert.deepEqual(finding.leaves, [0, 1, 2, 3]);
  assert.deepEqual({ ...finding.values }, { q: 'a', ref: 2, n: 0, lane: 2, other: 1, otherLane: 2 });
});

test('a case passed over because of the officer’s own earlier act is lawful, because of somebody else’s it is not', () => {
  const history = [
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
  ];
  const second = take('d', [6, 9], { n: 1 });
  assert.deepEqual(codes(...history, { ...second, sk: [3] }), []);
  assert.deepEqual(codes(...history, { ...second, sk: [4] }), []);
  for (const sk of [[], [7], [2], [5], [99]])
    assert.deepEqual(codes(...history, { ...second, sk }), ['take.out-of-turn'], String(sk));
});

test('a task taken twice, taken while held, or moved without a take contradicts its history', () => {
  const start = [declare('a'), declare('b'), submit('a', 1)];
  const held = [...start, take('a', [2, 2]), { k: 'hold', n: 0, reason: 'supplement', ref: 2, prev: 3 }];
  assert.deepEqual(codes(...start, take('a', [2, 2]), take('a', [2, 3])), ['take.twice']);
  assert.deepEqual(codes(...held, take('a', [2, 4])), ['take.held']);
  assert.deepEqual(codes(...start, accept(2, 2)), ['task.not-in-hand']);
  assert.deepEqual(codes(...start, accept(2, 2, { by: 'law' }), ready('b', 1, { ref: 2, prev: 3, n: 1 })), []);
  assert.deepEqual(codes(...start, { k: 'release', n: 0, reason: 'timeout', ref: 2, prev: 2 }), ['task.not-in-hand']);
  assert.deepEqual(codes(...start, { k: 'resume', n: 0, reason: 'supplement', ref: 2, prev: 2 }), ['task.not-held']);
  assert.deepEqual(codes(...start, ready('b', 1, { ref: 2, prev: 2, n: 1 })), ['task.unfinished']);
  assert.deepEqual(codes(...start, take('a', [2, 2]), ready('b', 1, { ref: 2, prev: 3, n: 5 })), ['task.other']);
  assert.deepEqual(codes(...start, take('b', [2, 2])), ['take.not-in-queue']);
  assert.deepEqual(codes(...start, accept(2, 2, { by: 'law' }), take('a', [2, 3])), ['take.ended']);
});

test('a case ends with its last event, and nothing happens to it afterwards', () => {
  const ended = [declare('a'), submit('a', 1), { k: 'withdraw', n: 0, outcome: true, ref: 1, prev: 1 }];
  assert.deepEqual(codes(...ended, submit('a', 2), take('a', [3, 3])), []);
  assert.deepEqual(codes(...ended, take('a', [1, 2])), ['chain.no-open-case']);
  const decided = [declare('a'), declare('b'), submit('a', 1), take('a', [2, 2]), decide(2, 3)];
  assert.deepEqual(codes(...decided, ready('b', 1, { ref: 2, prev: 4, n: 1 })), []);
  assert.deepEqual(codes(...decided, submit('a', 2), ready('b', 1, { ref: 2, prev: 4, n: 1 })), ['chain.no-open-case']);
  const audit = createAudit();
  log(...decided, submit('a', 2), { k: 'withdraw', n: 0, outcome: true, ref: 5, prev: 5 }).forEach((bytes, index) =>
    audit.entry(index, bytes),
  );
  assert.equal(audit.figures().openCases, 0);
});

test('a number left out of a queue, an undeclared queue, a broken chain, a forked chain and an unknown kind are found', () => {
  assert.deepEqual(codes(declare('a'), submit('a', 1), submit('a', 3)), ['number.not-next']);
  assert.deepEqual(codes(submit('a', 1), submit('a', 2)), ['queue.undeclared']);
  assert.deepEqual(codes(declare('a'), submit('a', 1), submit('a', 2), take('a', [1, 2])), ['chain.broken']);
  assert.deepEqual(codes(declare('a'), submit('a', 1), take('a', [1, 1]), accept(1, 1)), ['chain.forked']);
  assert.deepEqual(rules({ k: 'favour' }), ['M12']);
});

test('a queue orders by what it declared: acceptance for scarce permits, the drawn number in the hall', () => {
  const accepted = (discipline: string) => [
    declare('a'),
    declare('e', { discipline }),
    submit('a', 1),
    submit('a', 2),
    take('a', [2, 2]),
    take('a', [3, 3]),
    accept(3, 5),
    ready('e', 1, { ref: 3, prev: 6, n: 1 }),
    accept(2, 4),
    ready('e', 2, { ref: 2, prev: 8, n: 1 }),
    take('e', [3, 7], { n: 1 }),
  ];
  assert.deepEqual(codes(...accepted('fifo')), ['take.out-of-turn']);
  assert.deepEqual(codes(...accepted('by-acceptance')), []);
  assert.deepEqual(codes(...accepted('hall')), []);
  assert.deepEqual(codes(...accepted('lottery')), []);
});

test('a new order of a queue holds a day after it was announced, and not before', () => {
  const changed = (from: number, at: number) => [
    declare('a'),
    declare('e'),
    declare('e', { discipline: 'by-acceptance', from }),
    submit('a', 1, { ts: at }),
    submit('a', 2, { ts: at }),
    take('a', [3, 3], { ts: at }),
    take('a', [4, 4], { ts: at }),
    accept(4, 6, { ts: at }),
    ready('e', 1, { ref: 4, prev: 7, n: 1, ts: at }),
    accept(3, 5, { ts: at }),
    ready('e', 2, { ref: 3, prev: 9, n: 1, ts: at }),
    take('e', [4, 8], { n: 1, ts: at }),
  ];
  assert.deepEqual(codes(...changed(DAY, DAY)), []);
  assert.deepEqual(codes(...changed(DAY, DAY - 1)), ['take.out-of-turn']);
  assert.deepEqual(codes(...changed(DAY - 1, DAY - 1)), ['rule.too-soon', 'take.out-of-turn']);
});

test('a take cites a checkpoint that covers the submission and leaves nothing old beyond it', () => {
  const start = [declare('a'), submit('a', 1), submit('a', 2, { ts: 30 })];
  assert.deepEqual(codes(...start, take('a', [1, 1], { cp: 1, ts: 30 })), ['take.not-covered']);
  assert.deepEqual(codes(...start, take('a', [1, 1], { cp: 4, ts: 30 })), ['take.future-checkpoint']);
  assert.deepEqual(codes(...start, take('a', [1, 1], { cp: 2, ts: 90 })), []);
  assert.deepEqual(codes(...start, take('a', [1, 1], { cp: 2, ts: 91 })), ['take.stale-checkpoint']);
  assert.deepEqual(codes(...start, take('a', [1, 1], { cp: 3, ts: 91 })), []);
  assert.deepEqual(checkFairness(log(...start, take('a', [1, 1], { cp: 0 })), { without: ['M6'] }), [
    ...checkFairness(log(...start, take('a', [1, 1], { cp: 2 }))),
  ]);
});

test('nobody is taken while a queue is paused, and intake goes on', () => {
  const paused = [declare('a'), submit('a', 1), pause('a'), submit('a', 2)];
  assert.deepEqual(codes(...paused, { ...pause('a'), k: 'open' }, take('a', [1, 1])), []);
  assert.deepEqual(codes(...paused, take('a', [1, 1])), ['take.paused']);
});

test('a leaf is never far behind an earlier one, nor far from when others saw the log', () => {
  assert.deepEqual(codes(declare('a', { ts: 10 }), submit('a', 1, { ts: 5 })), []);
  assert.deepEqual(codes(declare('a', { ts: 10 }), submit('a', 1, { ts: 4 })), ['time.behind']);

  const seen = (size: number, time: number) => {
    const audit = createAudit();
    const early = audit.checkpoint({ size, cosignTimes: [time] });
    const found = log(declare('a', { ts: 1000 }), submit('a', 1, { ts: 1000 })).flatMap((bytes, index) =>
      audit.entry(index, bytes),
    );
    return [...early, ...found].map(({ code, finder }) => `${code} ${finder}`);
  };
  assert.deepEqual(seen(2, 1001), []);
  assert.deepEqual(seen(1, 1100), []);
  assert.deepEqual(seen(1, 1121), ['time.before-cosigned witness']);
  assert.deepEqual(seen(2, 939), ['time.after-cosigned witness', 'time.after-cosigned witness']);
  const audit = createAudit();
  log(declare('a', { ts: 1000 })).forEach((bytes, index) => audit.entry(index, bytes));
  assert.deepEqual(
    audit.checkpoint({ size: 1, time: 939 }).map(({ code }) => code),
    ['time.after-cosigned'],
  );
});

test('decisions out of order are counted and are no finding', () => {
  const audit = createAudit();
  const leaves = [
    declare('a'),
    submit('a', 1),
    submit('a', 2),
    take('a', [1, 1]),
    take('a', [2, 2]),
    decide(2, 4),
    decide(1, 3),
  ];
  assert.deepEqual(
    log(...leaves).flatMap((bytes, index) => audit.entry(index, bytes)),
    [],
  );
  const [queue] = audit.figures().queues;
  assert.deepEqual([queue?.takes, queue?.decisions, queue?.inversions, queue?.waiting], [2, 2, 1, 0]);
});

test('a task that is handed on stays out of its queue, and whoever has it then is the one who passed it', () => {
  const handed = (more: Fields = {}) => [
    declare('a'),
    declare('d'),
    submit('a', 1),
    submit('a', 2),
    take('a', [2, 2]),
    { k: 'release', n: 0, reason: 'hand-over', to: 'colleague-1', ref: 2, prev: 4, ...more },
  ];
  assert.deepEqual(codes(...handed(), take('a', [3, 3])), [], 'nobody waits before the next');
  assert.deepEqual(codes(...handed(), take('a', [2, 5])), ['take.twice']);
  const accepted = [...handed(), accept(2, 5), ready('d', 1, { ref: 2, prev: 6, n: 1 })];
  const later = [take('a', [3, 3]), accept(3, 8), ready('d', 2, { ref: 3, prev: 9, n: 1 })];
  for (const [sk, found] of [
    [5, []],
    [6, []],
    [4, ['take.out-of-turn']],
  ] as const)
    assert.deepEqual(codes(...accepted, ...later, { ...take('d', [3, 10], { n: 1 }), sk: [sk] }), found, String(sk));
  assert.deepEqual(codes(...handed({ reason: 'recusal' })), ['leaf.malformed'], 'who withdraws chooses nobody');
  const waiting = { k: 'release', n: 0, reason: 'hand-over', to: 'colleague-1', ref: 2, prev: 2 };
  assert.deepEqual(codes(declare('a'), declare('d'), submit('a', 1), waiting), ['task.not-in-hand']);
});

test('a task that went back keeps nobody away from it, unless its officer withdrew: whoever cites that has jumped', () => {
  const released = (reason: string) => [
    declare('a'),
    submit('a', 1),
    submit('a', 2),
    take('a', [1, 1]),
    { k: 'release', n: 0, reason, ref: 1, prev: 3 },
  ];
  for (const reason of ['timeout', 'absence', 'hand-over'])
    for (const sk of [[3], [4], [3, 4]])
      assert.deepEqual(codes(...released(reason), take('a', [2, 2], { sk })), ['take.out-of-turn'], reason);
  assert.deepEqual(codes(...released('recusal'), take('a', [2, 2], { sk: [4] })), []);
  assert.deepEqual(codes(...released('recusal'), take('a', [2, 2], { sk: [3] })), ['take.out-of-turn']);
});
