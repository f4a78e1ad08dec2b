import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newSigningKey, readSigningKey } from '#disk';
import { inTransaction, stoppedClock, type World } from '#kernel';
import { encodeUtf8, formatKey, openCheckpoint, parsePolicy, signatureLine } from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { append, ledgerBoard, Publisher, type Leaf } from './index.ts';
import { upsertCosignature } from './publication-store.ts';
import { testLedger } from './testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const witness = readSigningKey(newSigningKey('court.example', 'cosignature'));
const plain = testLedger();
const policyText = `${plain.policyText.split('\n')[0] ?? ''}\nwitness court ${formatKey(witness.key)}\nquorum court\n`;
const ledger = { ...plain, policy: parsePolicy(policyText), policyText };
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
});
after(async () => database.close());

const commitment = 'A'.repeat(43) + '=';
const submission = (qn: number): Leaf => ({
  k: 'submit',
  q: 'gaj-acceptance',
  qn: BigInt(qn),
  applicant: commitment,
  content: commitment,
  attachments: commitment,
  lane: 2,
});

async function publish(leaf: Leaf): Promise<void> {
  await inTransaction(world.db, async (tx) => append(tx, clock.now(), { leaves: [leaf], followers: [] }));
  await new Publisher(world, ledger).publish();
}

async function cosignNewest(): Promise<void> {
  const { checkpoint } = await ledgerBoard(world, ledger);
  const [signer] = plain.signers;
  assert(checkpoint && signer);
  const { text } = openCheckpoint(encodeUtf8(checkpoint.note), signer.key);
  const line = signatureLine(text, witness, BigInt(clock.now().getTime() / 1000));
  await upsertCosignature(world.db, { size: checkpoint.size, witness: 'court', line, at: clock.now() });
}

test('the board says how long a witness has owed its signature, and nothing once it has signed', async () => {
  await publish(submission(1));
  clock.advance(30_000);
  const [before] = (await ledgerBoard(world, ledger)).witnesses;
  assert.deepEqual([before?.name, before?.size, before?.lag], ['court', undefined, 30]);

  await cosignNewest();
  const { witnesses, checkpoint } = await ledgerBoard(world, ledger);
  assert.deepEqual([witnesses[0]?.size, witnesses[0]?.lag], [checkpoint?.size, 0]);
  assert.match(checkpoint?.note ?? '', /\n— court\.example [^\n]+\n$/);
});

test('a witness that falls silent while the log is idle lags behind from its last signature on', async () => {
  const lag = async () => (await ledgerBoard(world, ledger)).witnesses[0]?.lag;
  await cosignNewest();
  clock.advance(30_000);
  assert.equal(await lag(), 0);
  clock.advance(1_000);
  assert.equal(await lag(), 31);
  await cosignNewest();
  assert.equal(await lag(), 0);
});

test('the platform looks at its own leaves with the rules that strangers use, and shows what they object to', async () => {
  const before = await ledgerBoard(world, ledger);
  assert.equal(before.audit.checked, before.leaves);
  const objections = before.audit.others;

  await publish(submission(3));
  const { audit, leaves } = await ledgerBoard(world, ledger);
  assert.equal(audit.checked, leaves);
  assert.equal(audit.others, objections + 1);
  assert.equal(audit.findings.at(-1)?.code, 'number.not-next');
  assert.equal(audit.jumps, 0);
});

test('two readers at once do not count a leaf twice', async () => {
  await publish(submission(4));
  const [one, other] = await Promise.all([ledgerBoard(world, ledger), ledgerBoard(world, ledger)]);
  assert.deepEqual([one.audit.checked, one.audit.others], [other.audit.checked, other.audit.others]);
});
