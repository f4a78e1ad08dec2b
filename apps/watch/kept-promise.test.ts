import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { formatReceipt, verifyEvidence, type Trust } from '#audit';
import { newSigningKey, readSigningKey } from '#disk';
import { encodeUtf8, formatKey, leafHash, parsePolicy } from '#tlog';
import { keptPromise } from './kept-promise.ts';
import { remoteLog, type RemoteLog } from './remote-log.ts';
import { FakeLog, quietLeaves } from './testing.ts';

const now = 1_790_000_000n;
const log = new FakeLog();
const receipts = readSigningKey(newSigningKey(`${log.signer.key.name}/receipt`));
const witness = readSigningKey(newSigningKey('w.example', 'cosignature'));
const policy = `log ${formatKey(log.signer.key)}\nwitness W ${formatKey(witness.key)}\nquorum W\n`;
const trust: Trust = { policy: parsePolicy(policy), receiptKeys: [receipts.key] };
const [mine = Buffer.of(), other = Buffer.of()] = quietLeaves(2);

let remote: RemoteLog;
before(async () => {
  remote = remoteLog(await log.serve());
  log.grow([mine, other]);
});
after(() => log.close());
beforeEach(() => {
  log.grow([], [witness], now);
  log.tamper = (_path, bytes) => bytes;
});

const ask = async (index: bigint, time = now, origin = log.signer.key.name) => {
  const promise = { origin, index, leafHash: leafHash(mine), time, mergeDelay: 60n };
  return keptPromise({ remote, trust, now }, encodeUtf8(formatReceipt(promise, receipts)));
};
const verdict = (evidence: string | undefined) => verifyEvidence(encodeUtf8(evidence ?? ''), trust).code;

test('a promise is kept when its leaf stands at its place', async () => {
  assert.deepEqual(await ask(0n), { kept: true, size: 2n, isWitnessed: true });
  log.grow([]);
  assert.deepEqual(await ask(0n), { kept: true, size: 2n, isWitnessed: false });
});

test('until the merge delay is over, a log may be smaller than it promised', async () => {
  assert.deepEqual(await ask(2n, now - 60n), { kept: 'not-due', due: now });
});

test('a log that is too small too late is convicted by its witness, and by nobody before', async () => {
  const keeping = await ask(2n, now - 61n);
  assert.ok(keeping.kept === false);
  assert.equal(verdict(keeping.evidence), 'receipt.not-kept');
  log.grow([]);
  const unseen = await ask(2n, now - 61n);
  assert.ok(unseen.kept === false && unseen.evidence === undefined);
});

test('another leaf at the promised place convicts at once', async () => {
  const keeping = await ask(1n);
  assert.ok(keeping.kept === false);
  assert.equal(verdict(keeping.evidence), 'receipt.other-leaf');
});

test('a log that cannot be verified, or is another one, decides nothing', async () => {
  await assert.rejects(ask(0n, now, 'other.example/ledger'), { name: 'WatchError', message: /this log is/ });
  for (const path of ['checkpoint', 'tile/0/000.p/2']) {
    log.tamper = (asked, bytes) => (asked === path ? bytes?.toReversed() : bytes);
    await assert.rejects(ask(0n), { name: 'WatchError', message: /cannot be verified/ });
    log.tamper = (asked, bytes) => (asked === path ? undefined : bytes);
    await assert.rejects(ask(0n), { name: 'WatchError' });
  }
});
