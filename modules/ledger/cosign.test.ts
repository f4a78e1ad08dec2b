import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { newSigningKey, readSigningKey } from '#disk';
import { inTransaction, stoppedClock, type World } from '#kernel';
import {
  encodeUtf8,
  formatKey,
  openCheckpoint,
  parseAddCheckpoint,
  parsePolicy,
  signatureLine,
  verifyConsistency,
  type SignedCheckpoint,
  type Signer,
} from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  append,
  citableSize,
  cosign,
  publication,
  Publisher,
  setQuorumNeeded,
  type LedgerInstallation,
} from './index.ts';
import { testLedger } from './testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let ledger: LedgerInstallation;
let witnesses: Witness[];

/** Somebody who cosigns what continues what they have seen, and can be told to do something else. */
interface Witness {
  readonly signer: Signer;
  readonly server: Server;
  readonly url: string;
  seen: SignedCheckpoint | undefined;
  answer: ((line: string) => { status: number; body: string }) | undefined;
}

async function witness(name: string): Promise<Witness> {
  const signer = readSigningKey(newSigningKey(name, 'cosignature'));
  const server = createServer((request, response) => {
    void Array.fromAsync(request as AsyncIterable<Buffer>).then((chunks) => {
      const { status, body } = respond(known, Buffer.concat(chunks));
      response.writeHead(status).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  const known: Witness = { signer, server, url: `http://127.0.0.1:${port}`, seen: undefined, answer: undefined };
  return known;
}

function respond(known: Witness, body: Buffer): { status: number; body: string } {
  const [logKey] = ledger.signers.map(({ key }) => key);
  assert(logKey);
  const { oldSize, path, checkpoint } = parseAddCheckpoint(body);
  const next = openCheckpoint(encodeUtf8(checkpoint), logKey);
  const size = known.seen?.size ?? 0n;
  if (oldSize !== size) return { status: 409, body: `${size}\n` };
  if (known.seen !== undefined && size > 0n)
    verifyConsistency({ oldSize, oldRoot: known.seen.root, newSize: next.size, newRoot: next.root, path });
  else assert.equal(path.length, 0);
  known.seen = next;
  const line = signatureLine(next.text, known.signer, 1_790_000_000n);
  return known.answer?.(line) ?? { status: 200, body: line };
}

beforeEach(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  witnesses = [await witness('w1.example'), await witness('w2.example')];
  const plain = testLedger();
  const [log] = plain.signers;
  assert(log);
  const lines = witnesses.map(({ signer, url }, at) => `witness W${at} ${formatKey(signer.key)} ${url}\n`);
  const policyText = `log ${formatKey(log.key)}\n${lines.join('')}group both all W0 W1\nquorum both\n`;
  ledger = { ...plain, policyText, policy: parsePolicy(policyText) };
});
afterEach(async () => {
  for (const { server } of witnesses) server.close();
  await database.close();
});

async function grow(count: number): Promise<void> {
  const leaves = Array.from({ length: count }, (_, at) => ({ k: 'keys' as const, add: [`k${at}`], remove: [] }));
  await inTransaction(world.db, async (tx) => append(tx, clock.now(), { leaves, followers: [] }));
  await new Publisher(world, ledger).publish();
}

const known = new Map<string, bigint>();
const ask = async () => cosign(world, { policy: ledger.policy, files: ledger.files, known });
const cite = async (at = clock.now()) => inTransaction(world.db, async (tx) => citableSize(tx, at, 0n));
const later = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);

test('witnesses cosign each checkpoint on the one before, and the published note carries their lines', async () => {
  known.clear();
  for (const count of [3, 300, 1]) {
    await grow(count);
    assert.deepEqual(await ask(), []);
  }
  const [log] = ledger.signers;
  const bytes = await ledger.files.read('checkpoint');
  assert(log && bytes);
  const opened = openCheckpoint(
    bytes,
    log.key,
    witnesses.map(({ signer }) => signer.key),
  );
  assert.equal(opened.size, 304n);
  assert.equal(opened.signatures.length, 3);
  assert.equal((await publication(world.db)).witnessedSize, 304n);
});

test('a log that has forgotten what a witness saw asks it, and goes on from there', async () => {
  known.clear();
  await grow(10);
  await ask();
  known.clear();
  await grow(10);
  assert.deepEqual(await ask(), []);
});

test('a witness that is silent, signs nonsense or signs for somebody else makes no quorum', async () => {
  const [, second] = witnesses;
  assert(second);
  for (const answer of [
    () => ({ status: 500, body: '' }),
    () => ({ status: 200, body: 'fine\n' }),
    (line: string) => ({ status: 200, body: line.replace('w2.example', 'w3.example') }),
    (line: string) => ({ status: 200, body: line.replace(/....\n$/, 'AAA=\n') }),
    () => ({ status: 200, body: '— '.repeat(100_000) }),
  ]) {
    second.answer = answer;
    await grow(1);
    assert.deepEqual(
      (await ask()).map(({ witness }) => witness),
      ['W1'],
    );
  }
  assert.equal((await publication(world.db)).witnessedSize, undefined);
});

test('without a quorum work goes on for the patience of the city and then stops, until a quorum is there again', async () => {
  const [, second] = witnesses;
  assert(second);
  second.answer = () => ({ status: 500, body: '' });
  await setQuorumNeeded(world.db, true, clock.now());
  await grow(2);
  await ask();
  assert.equal(await cite(later(9)), 2n);
  assert.equal(await cite(later(11)), 'ledger.unwitnessed');

  second.answer = undefined;
  second.seen = undefined;
  await ask();
  assert.equal(await cite(later(9)), 2n);
});

test('on an idle log a quorum counts while it answers, not because it once did', async () => {
  const [, second] = witnesses;
  assert(second);
  await setQuorumNeeded(world.db, true, clock.now());
  known.clear();
  await grow(2);
  assert.deepEqual(await ask(), []);
  const { witnessedAt } = await publication(world.db);
  assert.deepEqual(witnessedAt, clock.now());

  second.answer = () => ({ status: 500, body: '' });
  clock.advance(11 * 60_000);
  await ask();
  assert.deepEqual((await publication(world.db)).witnessedAt, witnessedAt);
  assert.equal(await cite(), 'ledger.unwitnessed');
  second.answer = undefined;
  await ask();
  assert.equal(await cite(), 2n);
});
