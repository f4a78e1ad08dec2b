import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inclusionPath, leafHash } from '#tlog';
import {
  checkFairness,
  createAudit,
  evidenceOf,
  forkEvidence,
  readLeaf,
  receiptEvidence,
  verifyEvidence,
  type EvidenceVerdict,
  type Finding,
} from './index.ts';
import { accept, declare, log, ready, submit, take, type Fields } from './testing/leaves.ts';
import { checkpointOf, readerOf, receiptFor, trust } from './testing/notary.ts';

const jump = [declare('a'), submit('a', 1), submit('a', 2), take('a', [2, 2]), take('a', [1, 1])];

async function evidenceFor(leaves: readonly Fields[], more: { readonly closing?: readonly number[] } = {}) {
  const bytes = log(...leaves);
  const [finding] = checkFairness(bytes);
  assert.ok(finding);
  return prove(bytes, finding, more);
}

async function prove(bytes: readonly Uint8Array[], finding: Finding, more: object = {}): Promise<string> {
  const hash = readerOf(bytes);
  const leaf = async (index: number) => Promise.resolve(bytes[index] ?? assert.fail());
  return evidenceOf(finding, { checkpoint: await checkpointOf(hash, bytes.length, 5000), leaf, hash, ...more });
}

const verify = (file: string) => verifyEvidence(Buffer.from(file), trust);

test('evidence of a jump says what it proves, and what somebody who has the log must look at', async () => {
  const verdict = verify(await evidenceFor(jump));
  assert.deepEqual(
    [verdict.rule, verdict.code, verdict.index, verdict.witnessed],
    ['M4', 'take.out-of-turn', 3n, true],
  );
  assert.deepEqual(verdict.assumes, ['rules-in-force', 'case-untouched']);
});

test('the next event of the overtaken case closes the gap in its chain', async () => {
  const file = await evidenceFor(jump, { closing: [4] });
  assert.deepEqual(verify(file).assumes, ['rules-in-force']);
  assert.ok(file.length < 4096);
});

test('one changed byte anywhere in the file, and it proves nothing else; at most a witness is lost', async () => {
  const file = Buffer.from(await evidenceFor(jump, { closing: [4] }));
  const { witnessed, ...told } = verify(file.toString());
  assert.ok(witnessed);
  for (let at = 0; at < file.length; at += 7) {
    const spoilt = Buffer.from(file);
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    const verdict = attempt(spoilt);
    if (verdict !== undefined)
      assert.deepEqual({ ...verdict, witnessed: true }, { ...told, witnessed: true }, `byte ${at}`);
  }
});

/** What the file proves; undefined where it is refused with a code. */
function attempt(file: Uint8Array): EvidenceVerdict | undefined {
  try {
    return verifyEvidence(file, trust);
  } catch (error) {
    assert.ok(error instanceof Error && /^(AuditProblem|TlogProblem)$/.test(error.name), String(error));
    return undefined;
  }
}

test('a chain with a gap, a rule that is not shown, or another code convicts nobody', async () => {
  const [finding] = checkFairness(log(...jump));
  assert.ok(finding);
  const bytes = log(...jump);
  const withOnly = async (leaves: readonly number[]) => prove(bytes, { ...finding, leaves });
  assert.equal(verify(await withOnly([0, 1, 2, 3])).code, 'take.out-of-turn');
  for (const leaves of [[1, 2, 3], [0, 1, 3], [0, 2, 3], [0, 1, 2], []])
    await assert.rejects(async () => verify(await withOnly(leaves)), { code: 'evidence.not-proved' }, String(leaves));
  const other = await prove(bytes, { ...finding, code: 'take.twice' });
  assert.throws(() => verify(other), { code: 'evidence.not-proved' });
});

test('a pass that lies between is no gap to hide: without it the chain is broken', async () => {
  const history = [
    ...[declare('a'), declare('e'), declare('d'), submit('a', 1), take('a', [3, 3]), accept(3, 4)],
    ...[
      ready('e', 1, { ref: 3, prev: 5, n: 1 }),
      take('e', [3, 6], { n: 1 }),
      ready('d', 1, { ref: 3, prev: 7, n: 2 }),
    ],
    take('d', [3, 8], { n: 2 }),
  ];
  const bytes = log(...history);
  assert.deepEqual(checkFairness(bytes), []);
  const audit = createAudit();
  const shown = [1, 3, 4, 5, 6, 7, 9];
  const [found] = shown.flatMap((index) => audit.leaf(index, readLeaf(bytes[index] ?? assert.fail())));
  assert.equal(found?.code, 'queue.undeclared');
  const claimed: Finding = { ...found, rule: 'M4', code: 'take.not-in-queue', index: 9, leaves: shown };
  await assert.rejects(async () => verify(await prove(bytes, claimed)), { code: 'evidence.not-proved' });
});

test('evidence needs a checkpoint that covers it', async () => {
  const bytes = log(...jump);
  const [finding] = checkFairness(bytes);
  assert.ok(finding);
  const checkpoint = await checkpointOf(readerOf(bytes), 3, 0);
  await assert.rejects(prove(bytes, finding, { checkpoint }), { code: 'evidence.not-covered' });
});

test('two checkpoints convict only where they contradict each other', async () => {
  const [one, other] = [log(declare('a'), submit('a', 1)), log(declare('b'), submit('b', 1), submit('b', 2))];
  const [first, second] = [readerOf(one), readerOf(other)];
  const same = forkEvidence([await checkpointOf(first, 2, 10), await checkpointOf(second, 2, 10)]);
  assert.equal(verify(same).code, 'log.forked');
  const grown = forkEvidence([await checkpointOf(second, 2, 10), await checkpointOf(second, 3, 10)]);
  assert.throws(() => verify(grown), { code: 'evidence.not-proved' });
  const twice = await checkpointOf(first, 2, 10);
  assert.throws(() => verify(forkEvidence([twice, twice])), { code: 'evidence.not-proved' });

  const side = async (leaves: readonly Uint8Array[], size: bigint) => ({
    leafHash: leafHash(leaves[0] ?? assert.fail()),
    path: await inclusionPath(readerOf(leaves), 0n, size),
  });
  const checkpoints = [await checkpointOf(first, 2, 10), await checkpointOf(second, 3, 10)] as const;
  const differing = { index: 0, sides: [await side(one, 2n), await side(other, 3n)] as const };
  assert.equal(verify(forkEvidence(checkpoints, differing)).code, 'log.forked');
  const equal = { index: 0, sides: [await side(other, 2n), await side(other, 3n)] as const };
  const honest = [await checkpointOf(second, 2, 10), await checkpointOf(second, 3, 10)] as const;
  assert.throws(() => verify(forkEvidence(honest, equal)), { code: 'evidence.not-proved' });
});

test('a receipt convicts when the delay has passed or another leaf has its place, and not before', async () => {
  const bytes = log(declare('a'), submit('a', 1));
  const read = readerOf(bytes);
  const receipt = receiptFor(bytes[1] ?? assert.fail(), 1, 1000);
  const seen = async (size: number, time: number) =>
    receiptEvidence({ receipt, checkpoint: await checkpointOf(read, size, time) });
  assert.equal(verify(await seen(1, 1061)).code, 'receipt.not-kept');
  for (const kept of [await seen(1, 1060), await seen(2, 5000)])
    assert.throws(() => verify(kept), { code: 'evidence.not-proved' });

  const path = await inclusionPath(read, 1n, 2n);
  const checkpoint = await checkpointOf(read, 2, 1001);
  const stands = { leafHash: leafHash(bytes[1] ?? assert.fail()), path };
  assert.throws(() => verify(receiptEvidence({ receipt, checkpoint, other: stands })), { code: 'evidence.not-proved' });
  const foreign = receiptFor(bytes[0] ?? assert.fail(), 1, 1000);
  assert.equal(verify(receiptEvidence({ receipt: foreign, checkpoint, other: stands })).code, 'receipt.other-leaf');
});
