import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFairness, turn } from './index.ts';
import { declare, grant, ground, log, submit, take, type Fields } from './testing/leaves.ts';

const DAY = 86_400;
const codes = (...leaves: readonly Fields[]): readonly string[] =>
  checkFairness(log(...leaves)).map(({ code }) => code);

test('priority comes from a grant under a rule in force, approved by two people or a credential, and is cited', () => {
  const granted = (more: Fields = {}, cited: Fields = { ex: 3 }, at = DAY) => [
    declare('a'),
    ground(1),
    { ...submit('a', 1), ts: at },
    { ...submit('a', 2), ts: at },
    { ...grant(3, 3, { rule: 1 }), ts: at, ...more },
    { ...take('a', [3, 4]), ts: at, ...cited },
  ];
  assert.deepEqual(codes(...granted({}, { ex: 4 })), []);
  assert.deepEqual(codes(...granted({}, { ex: 3 })), ['take.grant-not-cited']);
  assert.deepEqual(codes(...granted({ lane: 0 }, { ex: 4 })), ['grant.other-lane']);
  assert.deepEqual(codes(...granted({ rule: 0 }, { ex: 4 })), ['grant.no-rule']);
  assert.deepEqual(codes(...granted({}, { ex: 4 }, DAY - 1)), ['grant.rule-not-in-force']);
  assert.deepEqual(codes(...granted({ by: ['officer-one', 'officer-one'] }, { ex: 4 })), ['grant.same-approver']);
  assert.deepEqual(codes(...granted({ by: ['officer-one'] }, { ex: 4 })), ['grant.not-approved']);
  assert.deepEqual(codes(...granted({ by: undefined }, { ex: 4 })), ['grant.not-approved']);
  assert.deepEqual(codes(...granted({ by: undefined, credential: true }, { ex: 4 })), []);
  assert.deepEqual(codes(declare('a'), submit('a', 1), { ...take('a', [1, 1]), ex: 1 }), ['take.no-such-grant']);
  assert.deepEqual(codes(declare('a'), submit('a', 1, { lane: 1 })), ['lane.without-grant']);
});

test('a rule that came too late or has ended grants nothing', () => {
  const under = (...declared: readonly Fields[]) => {
    const ref = declared.length + 1;
    return codes(declare('a'), ...declared, submit('a', 1, { ts: DAY }), { ...grant(ref, ref, { rule: 1 }), ts: DAY });
  };
  assert.deepEqual(under(ground(1)), []);
  assert.deepEqual(under(ground(1, { from: DAY - 1 })), ['rule.too-soon', 'grant.rule-too-soon']);
  assert.deepEqual(under(ground(1), ground(1, { until: DAY })), ['grant.rule-ended']);
  assert.deepEqual(under(ground(1), ground(1, { until: DAY + 1 })), []);
});

test('one in k: after a priority take, k − 1 normal ones come first while any wait', () => {
  const start = [
    declare('a', { quota: 3 }),
    ground(1),
    ...[1, 2, 3, 4, 5].map((qn) => submit('a', qn, { ts: DAY })),
    { ...grant(5, 5, { rule: 1 }), ts: DAY },
    { ...grant(6, 6, { rule: 1 }), ts: DAY },
    take('a', [5, 7], { ex: 7, ts: DAY }),
  ];
  const second = take('a', [6, 8], { ex: 8, ts: DAY });
  const normal = [take('a', [2, 2], { ts: DAY }), take('a', [3, 3], { ts: DAY }), take('a', [4, 4], { ts: DAY })];
  assert.deepEqual(codes(...start, second), ['take.beyond-quota']);
  assert.deepEqual(codes(...start, ...normal.slice(0, 1), second), ['take.beyond-quota']);
  assert.deepEqual(codes(...start, ...normal.slice(0, 2), second), []);
  assert.deepEqual(codes(...start, ...normal), ['take.out-of-turn']);
});

test('the turn is a plain rule: priority first, unless its quota is used up while others wait', () => {
  const both = { lane01Waits: true, lane2Waits: true };
  assert.equal(turn({ lane01Waits: false, lane2Waits: false, since: 0, quota: 2 }), 'nobody');
  assert.equal(turn({ lane01Waits: false, lane2Waits: true, since: 9, quota: 2 }), 'normal');
  assert.equal(turn({ lane01Waits: true, lane2Waits: false, since: 0, quota: 2 }), 'priority');
  assert.equal(turn({ ...both, since: 0, quota: undefined }), 'priority');
  assert.equal(turn({ ...both, since: 1, quota: 3 }), 'normal');
  assert.equal(turn({ ...both, since: 2, quota: 3 }), 'priority');
  assert.equal(turn({ ...both, since: Number.POSITIVE_INFINITY, quota: 3 }), 'priority');
});
