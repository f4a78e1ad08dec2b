import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  emptyRoot,
  encodeUtf8,
  formatCheckpoint,
  formatKey,
  leafHash,
  openPolicyCheckpoint,
  parsePolicy,
  signatureLine,
  signNote,
  type Policy,
} from '#tlog';
import { aSigner } from '../tlog/testing.ts';
import {
  evidenceOf,
  formatReceipt,
  quorumTimes,
  receiptEvidence,
  verifyEvidence,
  type FindingCode,
  type Trust,
} from './index.ts';
import { declare, log as leavesOf, submit } from './testing/leaves.ts';
import { readerOf } from './testing/notary.ts';

const log = aSigner('city.example/ledger');
const receipts = aSigner('city.example/ledger/receipt');
const witnesses = ['a', 'b', 'c'].map((name) => aSigner(`${name}.example`, 'cosignature'));
const lines = witnesses.map(({ key }, at) => `witness W${at} ${formatKey(key)}\n`).join('');
const policyOf = (quorum: string) => parsePolicy(`log ${formatKey(log.key)}\n${lines}${quorum}`);
const two = policyOf('group G 2 W0 W1 W2\nquorum G\n');
const all = policyOf('group G all W0 W1 W2\nquorum G\n');
const none = policyOf('quorum none\n');

/** A checkpoint that the first, second and third witness have cosigned at these times. */
function note(size: number, times: readonly (number | undefined)[], root: Uint8Array = emptyRoot()): string {
  const text = formatCheckpoint({ origin: log.key.name, size: BigInt(size), root });
  const signed = witnesses.map((witness, at) => {
    const time = times[at];
    return time === undefined ? '' : signatureLine(text, witness, BigInt(time));
  });
  return signNote(text, log) + signed.join('');
}

test('a quorum had signed when the last that it needs had, and signed still when the first of the last ones did', () => {
  const times = (policy: Policy, ...of: readonly (number | undefined)[]) =>
    quorumTimes(policy, openPolicyCheckpoint(encodeUtf8(note(0, of)), policy));
  assert.deepEqual(times(two, 100, 103, 107), [103, 103]);
  assert.deepEqual(times(two, 100, 103), [103, 100]);
  assert.deepEqual(times(all, 100, 103, 107), [107, 100]);
  assert.deepEqual(times(none, 100, 103, 107), [100, 107]);
  assert.deepEqual(times(two, 9, 103, 107), [103, 103], 'one clock that is slow');
  assert.deepEqual(times(two, 9_999, 103, 107), [107, 107], 'one clock that is fast');
  assert.deepEqual([times(two, 100), times(all, 100, 103), times(none)], [undefined, undefined, undefined]);
});

const trust = (policy: Policy): Trust => ({ policy, receiptKeys: [receipts.key] });
const promise = formatReceipt(
  { origin: log.key.name, index: 5n, leafHash: leafHash(encodeUtf8('mine')), time: 1000n, mergeDelay: 60n },
  receipts,
);
const broken = (policy: Policy, ...times: readonly (number | undefined)[]) =>
  verifyEvidence(encodeUtf8(receiptEvidence({ receipt: promise, checkpoint: note(5, times) })), trust(policy));

test('a receipt is broken when a quorum of clocks says so, and not when one does', () => {
  assert.equal(broken(two, 1000, 1061, 1070).code, 'receipt.not-kept');
  assert.equal(broken(two, 1000, 1061, 1070).values.seconds, 1);
  assert.equal(broken(two, undefined, 1061, 1070).onAnyClock, false);
  for (const times of [
    [9_999, 1060, 1000],
    [9_999, undefined, 1060],
  ])
    assert.throws(() => broken(two, ...times), { code: 'evidence.not-proved' }, String(times));
  for (const times of [[9_999], []]) assert.throws(() => broken(two, ...times), { code: 'evidence.no-time' });
});

test('without a quorum in the policy the slowest clock convicts, and the evidence says on whose clocks it rests', () => {
  const verdict = broken(none, 1061, 1070);
  assert.deepEqual([verdict.code, verdict.witnessed, verdict.onAnyClock], ['receipt.not-kept', false, true]);
  assert.throws(() => broken(none, 1060, 1070), { code: 'evidence.not-proved' });
});

/** Evidence that leaf 1, written at 1000, cannot have been written then. */
async function misdated(policy: Policy, code: FindingCode, times: readonly number[]) {
  const leaves = leavesOf(declare('a', { ts: 1000 }), submit('a', 1, { ts: 1000 }));
  const hash = readerOf(leaves);
  const size = code === 'time.before-cosigned' ? 1 : 2;
  const root = async (of: number) => (of === 1 ? hash(0, 0n) : hash(1, 0n));
  const evidence = await evidenceOf(
    { rule: 'M11', code, index: 1, leaves: [0, 1], finder: 'witness', values: {} },
    {
      checkpoint: note(2, code === 'time.before-cosigned' ? [] : times, await root(2)),
      leaf: async (index) => Promise.resolve(leaves[index] ?? assert.fail()),
      hash,
      ...(size === 1 ? { earlier: note(1, times, await root(1)) } : {}),
    },
  );
  return verifyEvidence(encodeUtf8(evidence), trust(policy));
}

test('one clock makes no leaf late or early, and hides none that is', async () => {
  const [early, late] = ['time.before-cosigned', 'time.after-cosigned'] as const;
  assert.equal((await misdated(two, early, [9, 1121, 1130])).code, early);
  assert.equal((await misdated(two, late, [9_999, 939, 930])).code, late);
  for (const [code, times] of [
    [early, [1000, 1000, 9_999]],
    [late, [1001, 1001, 9]],
  ] as const) {
    await assert.rejects(misdated(two, code, times), { code: 'evidence.not-proved' });
    assert.equal((await misdated(none, code, times)).onAnyClock, true);
  }
});
