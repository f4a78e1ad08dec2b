import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { newSigningKey, readSigningKey } from '#disk';
import { checkSignatures, encodeUtf8, formatCheckpoint, parseNote, parseSignature, signNote } from '#tlog';
import { FakeLog, quietLeaves } from './testing.ts';
import { addCheckpoint, serialWitness, type Witness } from './witness.ts';
import { directoryWitnessStore } from './witness-store.ts';

let directory: string;
let log: FakeLog;
let witness: Witness;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-witness-'));
  log = new FakeLog();
  witness = {
    signer: readSigningKey(newSigningKey('witness.example/w', 'cosignature')),
    logs: [log.signer.key],
    store: directoryWitnessStore(directory, [log.signer.key]),
    now: () => 1_790_000_100n,
  };
});
afterEach(() => rmSync(directory, { recursive: true }));

const ask = async (body: Uint8Array) => addCheckpoint(witness, body);
const seen = async () => (await witness.store.last(log.signer.key.name))?.size;

test('what continues the last checkpoint is cosigned with the time, and remembered', async () => {
  for (const count of [3, 300, 5]) {
    const old = log.size;
    log.grow(quietLeaves(count));
    const { status, body } = await ask(await log.request(old));
    assert.equal(status, 200);
    const { text } = parseNote(encodeUtf8(log.note()));
    const [signature] = checkSignatures(text, [parseSignature(body.slice(0, -1))], [witness.signer.key]);
    assert.equal(signature?.time, 1_790_000_100n);
    assert.equal(await seen(), log.size);
  }
  assert.equal((await ask(await log.request(log.size))).status, 200, 'the same once more');
});

test('whoever does not know what was seen last is told', async () => {
  log.grow(quietLeaves(7));
  await ask(await log.request(0n));
  log.grow(quietLeaves(7));
  const { status, type, body } = await ask(await log.request(3n));
  assert.deepEqual([status, type, body], [409, 'text/x.tlog.size', '7\n']);
});

test('another tree of the same size is refused, and kept as evidence', async () => {
  log.grow(quietLeaves(9));
  await ask(await log.request(0n));
  const twin = new FakeLog(log.signer);
  twin.grow(quietLeaves(9, 1));
  assert.equal((await ask(await twin.request(9n))).status, 409);
  assert.ok(readdirSync(directory).some((name) => name.includes('.conflict-')));
});

test('a tree that does not continue the last one is refused, whatever proof comes with it', async () => {
  log.grow(quietLeaves(9));
  await ask(await log.request(0n));
  const twin = new FakeLog(log.signer);
  twin.grow(quietLeaves(20, 1));
  assert.equal((await ask(await twin.request(9n))).status, 422);
  const text = new TextDecoder().decode(await twin.request(0n));
  assert.equal((await ask(encodeUtf8(text.replace('old 0', 'old 9')))).status, 422);
  assert.equal(await seen(), 9n);
});

test('the first checkpoint comes without a proof', async () => {
  log.grow(quietLeaves(9));
  const text = new TextDecoder().decode(await log.request(4n));
  assert.equal((await ask(encodeUtf8(text.replace('old 4', 'old 0')))).status, 422);
});

test('an unknown log is 404, an unknown key 403, an old size beyond the checkpoint 400', async () => {
  log.grow(quietLeaves(2));
  const elsewhere = new FakeLog(readSigningKey(newSigningKey('elsewhere.example/ledger')));
  elsewhere.grow(quietLeaves(2));
  assert.equal((await ask(await elsewhere.request(0n))).status, 404);

  const impostor = new FakeLog(readSigningKey(newSigningKey(log.signer.key.name)));
  impostor.grow(quietLeaves(2));
  assert.equal((await ask(await impostor.request(0n))).status, 403);

  const text = new TextDecoder().decode(await log.request(2n));
  assert.equal((await ask(encodeUtf8(text.replace('old 2', 'old 3')))).status, 400);
  assert.equal(await seen(), undefined);
});

test('whatever is no request is 400', async () => {
  log.grow(quietLeaves(2));
  const good = new TextDecoder().decode(await log.request(0n));
  const { signer } = log;
  const extended = signNote(
    `${formatCheckpoint({ origin: signer.key.name, size: 2n, root: new Uint8Array(32) })}more\n`,
    signer,
  );
  for (const body of [
    '',
    'old 0\n',
    good.replace('old 0', 'old 00'),
    good.replace('old 0', 'old -0'),
    good.replace('old 0', 'old 99999999999999999999'),
    good.replace('old 0\n', `old 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`),
    good.replace('old 0\n', 'old 0\nAAAA\n'),
    good.replace('\n\n', '\n'),
    `old 0\n\n${extended}`,
  ])
    assert.equal((await ask(encodeUtf8(body))).status, 400, body.slice(0, 40));
  assert.equal((await ask(Uint8Array.of(0xff, 0xfe))).status, 400);
});

test('of two that arrive at once, one is answered after the other and nothing is rolled back', async () => {
  const serial = serialWitness(witness);
  log.grow(quietLeaves(5));
  const small = await log.request(0n);
  log.grow(quietLeaves(5));
  const large = await log.request(0n);
  const answers = await Promise.all([serial(large), serial(small), serial(large)]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 409, 409],
  );
  assert.equal(await seen(), 10n);
});

test('a memory that was damaged is an error, never a beginning from nothing', async () => {
  log.grow(quietLeaves(5));
  await ask(await log.request(0n));
  const [file = ''] = readdirSync(directory);
  const note = readFileSync(join(directory, file), 'utf8');
  for (const damaged of ['', note.slice(0, 40), note.replace('\n5\n', '\n4\n')]) {
    writeFileSync(join(directory, file), damaged);
    await assert.rejects(ask(await log.request(5n)), { name: 'WatchError' });
  }
});
