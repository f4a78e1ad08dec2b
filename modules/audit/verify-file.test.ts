import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { encodeUtf8, formatKey, formatProof, inclusionPath, parsePolicy } from '#tlog';
import { openCommitment, verifyFile } from './index.ts';
import { anyHash, declare, log, submit } from './testing/leaves.ts';
import { checkpointOf, readerOf, receiptFor, trust } from './testing/notary.ts';

/** As the ledger commits: SHA-256(domain ‖ salt ‖ JCS(fields)). */
function commit(fields: Readonly<Record<string, unknown>>) {
  const salt = randomBytes(32);
  const digest = createHash('sha256').update('tongban/commit/v1\0').update(salt);
  const commitment = digest.update(canonicalize(fields) ?? '').digest('base64');
  return { commitment, opening: { salt: salt.toString('base64'), fields } };
}

const applicant = commit({ person: 'p-1' });
const bytes = log(declare('a'), submit('a', 1, { applicant: applicant.commitment }));
const leaf = new TextDecoder().decode(bytes[1]);
const read = readerOf(bytes);

const report = (text: string) => {
  const { kind, statements } = verifyFile(encodeUtf8(text), trust);
  return [kind, ...statements.map(({ code, proved }) => `${code} ${proved ? 'yes' : 'no'}`)];
};

async function proofFile(extra: unknown): Promise<string> {
  const path = await inclusionPath(read, 1n, 2n);
  const checkpoint = await checkpointOf(read, 2, 1000);
  return formatProof({ index: 1n, path, checkpoint, extra: encodeUtf8(JSON.stringify(extra)) });
}

test('a receipt proves a promise and not yet a place', () => {
  assert.deepEqual(report(receiptFor(bytes[1] ?? assert.fail(), 1, 1000)), ['receipt', 'promised yes', 'in-log no']);
});

test('a proof shows the leaf in the log, who has seen it, and what its commitments hide where that is told', async () => {
  const all = ['proof', 'in-log yes', 'key yes', 'witnessed yes', 'leaf yes'];
  const hidden = ['opened no', 'opened no'];
  assert.deepEqual(report(await proofFile({ leaf })), [...all, 'opened no', ...hidden]);
  const openings = { applicant: applicant.opening };
  assert.deepEqual(report(await proofFile({ leaf, openings })), [...all, 'opened yes', ...hidden]);

  const lie = { applicant: { ...applicant.opening, fields: { person: 'p-2' } } };
  await assert.rejects(async () => report(await proofFile({ leaf, openings: lie })), { code: 'commitment.other' });
  await assert.rejects(async () => report(await proofFile({ leaf, openings: { outcome: applicant.opening } })), {
    code: 'extra.malformed',
  });
  await assert.rejects(async () => report(await proofFile({ leaf: new TextDecoder().decode(bytes[0]) })), {
    code: 'proof.other-root',
  });
  for (const extra of [{}, [], { leaf: 1 }, { leaf, more: 1 }, { leaf, openings: { applicant: { salt: 'AA==' } } }])
    await assert.rejects(async () => report(await proofFile(extra)), { code: 'extra.malformed' });
});

test('a checkpoint shows who signed and who saw it; a policy names whom to believe', async () => {
  assert.deepEqual(report(await checkpointOf(read, 2, 1000)), ['checkpoint', 'signed yes', 'key yes', 'witnessed yes']);
  const alone = (await checkpointOf(read, 2, 1000)).replace(/\u2014 witness.*\n$/, '');
  assert.deepEqual(report(alone), ['checkpoint', 'signed yes', 'key yes', 'witnessed no']);
  const [log] = trust.policy.logs;
  assert.ok(log);
  assert.deepEqual(report(`log ${formatKey(log.key)}\nquorum none\n`), ['policy', 'policy yes']);
});

test('what the log signed and the required witnesses did not is not what both signed', async () => {
  const lacks = (text: string, policy = trust.policy) =>
    verifyFile(encodeUtf8(text), { ...trust, policy }).isUnwitnessed;
  const unseen = (text: string) => text.replace(/\u2014 witness.*\n$/, '');
  const [proof, checkpoint] = [await proofFile({ leaf }), await checkpointOf(read, 2, 1000)];
  assert.deepEqual([lacks(proof), lacks(checkpoint)], [false, false]);
  assert.deepEqual([lacks(unseen(proof)), lacks(unseen(checkpoint))], [true, true]);
  const nobody = parsePolicy(`log ${formatKey(trust.policy.logs[0]?.key ?? assert.fail())}\nquorum none\n`);
  assert.equal(lacks(proof, nobody), false, 'where nobody is asked for, nobody is missing');
  assert.equal(lacks(receiptFor(bytes[1] ?? assert.fail(), 1, 1000)), false, 'a receipt speaks for the operator alone');
});

test('a key of the right name that nobody trusts proves nothing', () => {
  const stranger = { ...trust, receiptKeys: [] };
  const receipt = encodeUtf8(receiptFor(bytes[1] ?? assert.fail(), 1, 1000));
  assert.throws(() => verifyFile(receipt, stranger), { code: 'note.no-known-signature' });
  assert.throws(() => verifyFile(encodeUtf8('hello'), trust), { code: 'file.unknown' });
  assert.throws(() => verifyFile(encodeUtf8('{"format":"tongban/evidence/v2"}'), trust), {
    code: 'evidence.malformed',
    at: 'format',
  });
});

test('a commitment opens with its own salt and fields alone', () => {
  const { salt, fields } = applicant.opening;
  openCommitment({ salt, fields }, applicant.commitment);
  const other = Buffer.alloc(32, 1).toString('base64');
  assert.throws(() => openCommitment({ salt: other, fields }, applicant.commitment), { code: 'commitment.other' });
  assert.throws(() => openCommitment({ salt: 'AAAA', fields }, anyHash), { code: 'commitment.malformed' });
  assert.throws(() => openCommitment({ salt: 'AB==', fields }, anyHash), { code: 'base64.not-canonical' });
});

test('whatever file comes in, the answer is a report or a code', async () => {
  const files = [
    receiptFor(bytes[1] ?? assert.fail(), 1, 1000),
    await proofFile({ leaf }),
    await checkpointOf(read, 2, 1000),
    '{"format":"tongban/evidence/v1","kind":"leaves","hashes":[]}',
  ].map(encodeUtf8);
  const spoilt = fc
    .tuple(fc.constantFrom(...files), fc.nat(), fc.uint8Array({ maxLength: 2 }))
    .map(([file, at, piece]) =>
      Buffer.concat([file.slice(0, at % file.length), piece, file.slice((at % file.length) + 1)]),
    );
  const evidence = fc
    .json()
    .map((json) => encodeUtf8(`{"format":"tongban/evidence/v1","kind":"fork","hashes":${json}}`));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), spoilt, evidence), (file) => {
      try {
        verifyFile(file, trust);
      } catch (error) {
        assert.ok(error instanceof Error && /^(AuditProblem|TlogProblem)$/.test(error.name), String(error));
      }
    }),
    { numRuns: 300 },
  );
});
