import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type LogFiles, directoryFiles, newSigningKey, readSigningKey } from '#disk';
import { inTransaction, Recent, stoppedClock, type World } from '#kernel';
import { encodeUtf8, openCheckpoint, parsePolicy, formatKey, parseProof, verifyProof } from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { announceKeys, append, citableSize, fileGuard, proveLeaf, Publisher } from './index.ts';

let database: TestDatabase | undefined;
let world: World;
let directory: string;
let files: LogFiles;
const signer = readSigningKey(newSigningKey('tongban.example/ledger'));

before(() => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-ledger-'));
});
beforeEach(async () => {
  await database?.close();
  database = await freshDatabase();
  world = testWorld(database);
  rmSync(directory, { recursive: true, force: true });
  files = directoryFiles(join(directory, 'log'));
});
after(async () => {
  await database?.close();
  rmSync(directory, { recursive: true, force: true });
});

function ownerPool() {
  assert(database);
  return database.ownerPool;
}

const guard = () => fileGuard(join(directory, 'guard/checkpoint'), [signer.key]);
const publisher = () => new Publisher(world, { origin: signer.key.name, signers: [signer], files, guard: guard() });

/** Leaves of no meaning. */
async function grow(count: number): Promise<void> {
  const leaves = Array.from({ length: count }, (_, at) => ({ k: 'keys' as const, add: [`k${at}`], remove: [] }));
  await inTransaction(world.db, async (tx) => append(tx, world.clock.now(), { leaves, followers: [] }));
}

async function published(): Promise<bigint> {
  const bytes = (await files.read('checkpoint')) ?? encodeUtf8('');
  return openCheckpoint(bytes, signer.key).size;
}

test('the empty log is published, and grows leaf by leaf, tile by tile, with every leaf provable', async () => {
  const press = publisher();
  assert.equal(await press.publish(), 0n);
  for (const count of [1, 2, 252, 1, 1, 300, 2560]) {
    await grow(count);
    await press.publish();
    await press.scrub();
  }
  assert.equal(await published(), 3117n);

  const policy = parsePolicy(`log ${formatKey(signer.key)}\nquorum none\n`);
  for (const index of [0n, 255n, 256n, 2000n, 3116n]) {
    const proof = await proveLeaf(world.db, { files, subtrees: new Recent(100) }, { index });
    assert(proof);
    assert.equal(verifyProof(parseProof(encodeUtf8(proof.file)), proof.leaf, policy).size, 3117n);
  }
  assert.equal(await proveLeaf(world.db, { files, subtrees: new Recent(100) }, { index: 3117n }), undefined);
});

test('another process goes on where one ended, also when the files are gone', async () => {
  await grow(700);
  await publisher().publish();
  await grow(100);
  await publisher().publish();
  const before = await files.read('tile/0/002');
  rmSync(join(directory, 'log'), { recursive: true });
  await grow(1);
  await publisher().publish();
  assert.deepEqual(await files.read('tile/0/002'), before);
  assert.equal(await published(), 801n);
});

test('two processes that publish at the same moment publish the same', async () => {
  const presses = [publisher(), publisher(), publisher()];
  for (let round = 0; round < 5; round += 1) {
    await grow(130);
    await Promise.all(presses.map(async (press) => press.publish()));
  }
  await Promise.all(presses.map(async (press) => press.publish()));
  assert.equal(await published(), 650n);
});

test('a database that is older than what was signed, or another one, is not published', async () => {
  await grow(10);
  await publisher().publish();
  const owner = ownerPool();
  await owner.query('alter table ledger.leaf disable trigger all; alter table ledger.checkpoint disable trigger all');

  await owner.query(`update ledger.leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'k4', 'k9'), 'UTF8')
    where index = 4`);
  await assert.rejects(publisher().publish(), { code: 'ledger.other-root' });

  await owner.query(
    'delete from ledger.leaf where index >= 8; update ledger.head set size = 8; delete from ledger.checkpoint',
  );
  await assert.rejects(publisher().publish(), { code: 'ledger.behind' });
  assert.equal(await published(), 10n);
});

test('a leaf that is changed under a running publisher is found in its next rounds', async () => {
  const press = publisher();
  await grow(600);
  await press.publish();
  await press.scrub(256);
  await ownerPool().query(`alter table ledger.leaf disable trigger all;
    update ledger.leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'k300', 'k301'), 'UTF8') where index = 300`);
  await assert.rejects(press.scrub(256), { code: 'ledger.row-changed' });
});

test('all rows are compared round by round, whatever is added meanwhile; a round counts from its beginning', async () => {
  const clock = stoppedClock('2026-11-23T02:00:00Z');
  world = testWorld(database ?? assert.fail(), clock);
  const press = publisher();
  await grow(600);
  await press.publish();
  const begun = clock.now();
  await press.scrub(200);
  clock.advance(1_000);
  await grow(100);
  await press.publish();
  await press.scrub(256);
  assert.equal(press.comparedSince, undefined, 'the last tile is to come');
  await press.scrub(1);
  assert.deepEqual(press.comparedSince, begun);
  await press.scrub(10_000);
  assert.deepEqual(press.comparedSince, clock.now());
});

test('without its second store the log is not continued', async () => {
  await grow(3);
  await publisher().publish();
  rmSync(join(directory, 'guard'), { recursive: true });
  await assert.rejects(publisher().publish(), { code: 'ledger.guard-missing' });
  assert.deepEqual(readdirSync(directory), ['log']);
});

test('a published file that was changed stops the publisher', async () => {
  await grow(300);
  await publisher().publish();
  writeFileSync(join(directory, 'log/tile/0/000'), Buffer.alloc(256 * 32));
  await grow(1);
  await assert.rejects(publisher().publish(), { code: 'ledger.tile-conflict' });
});

test('a take may cite a checkpoint that covers the submission, and none while an old leaf is unpublished', async () => {
  const cite = async (ref: bigint) => inTransaction(world.db, async (tx) => citableSize(tx, world.clock.now(), ref));
  await grow(2);
  assert.equal(await cite(0n), 'queue.settling');
  await publisher().publish();
  assert.equal(await cite(1n), 2n);
  assert.equal(await cite(2n), 'queue.settling');

  const leaf = { k: 'keys' as const, add: [], remove: [] };
  const longAgo = new Date(world.clock.now().getTime() - 61_000);
  await inTransaction(world.db, async (tx) => append(tx, longAgo, { leaves: [leaf], followers: [] }));
  assert.equal(await cite(1n), 'ledger.unpublished');
});

test('keys are announced once, and again when they change', async () => {
  const receipt = [readSigningKey(newSigningKey('tongban.example/ledger/receipt'))];
  await announceKeys(world, { log: [signer], receipt });
  await announceKeys(world, { log: [signer], receipt });
  const next = readSigningKey(newSigningKey('tongban.example/ledger'));
  await announceKeys(world, { log: [signer, next], receipt });
  await announceKeys(world, { log: [next], receipt });

  const { rows } = await ownerPool().query<{ text: string }>(
    `select convert_from(bytes, 'UTF8') as text from ledger.leaf order by index`,
  );
  const said = rows.map(({ text }) => JSON.parse(text) as { add: string[]; remove: string[] });
  assert.deepEqual(
    said.map(({ add, remove }) => [add.length, remove.length]),
    [
      [2, 0],
      [1, 0],
      [0, 1],
    ],
  );
});
