import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type LogFiles } from '#disk';
import { inTransaction, openDatabase, type Database, type World } from '#kernel';
import { openCheckpoint } from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { append, closeLog, completeFromMirror, logSize, Publisher, type LedgerInstallation } from './index.ts';
import { guardInMemory, testLedger } from './testing.ts';

let database: TestDatabase;
let owner: Database;
let world: World;
let ledger: LedgerInstallation;
let mirror: LogFiles;

beforeEach(async () => {
  database = await freshDatabase();
  owner = openDatabase(database.url, { role: 'owner', connections: 2 });
  world = testWorld(database);
  ledger = testLedger();
  mirror = ledger.files;
  await grow(300);
  await new Publisher(world, ledger).publish();
});
afterEach(async () => {
  await owner.close();
  await database.close();
});

async function grow(count: number): Promise<void> {
  const leaves = Array.from({ length: count }, (_, at) => ({ k: 'keys' as const, add: [`k${at}`], remove: [] }));
  await inTransaction(world.db, async (tx) => append(tx, world.clock.now(), { leaves, followers: [] }));
}

/** The database as it was when the log had `size` leaves. */
async function restoreBackup(size: number): Promise<void> {
  await database.ownerPool
    .query(`alter table ledger.leaf disable trigger all; alter table ledger.checkpoint disable trigger all;
    delete from ledger.leaf where index >= ${size}; update ledger.head set size = ${size}; delete from ledger.checkpoint;
    alter table ledger.leaf enable trigger all; alter table ledger.checkpoint enable trigger all`);
}

const recover = async () => {
  const seen: bigint[] = [];
  const after = async (_tx: unknown, restored: readonly { index: bigint }[]) => {
    seen.push(...restored.map(({ index }) => index));
    return Promise.resolve();
  };
  const completed = await completeFromMirror({ db: owner.db, clock: world.clock }, ledger, { mirror, after });
  return { ...completed, seen };
};

test('a log restored from an older backup is completed from a mirror, leaf by leaf, and goes on', async () => {
  await restoreBackup(120);
  await assert.rejects(new Publisher(world, ledger).publish(), { code: 'ledger.behind' });

  const { restored, mended, seen } = await recover();

  assert.deepEqual([restored.length, mended.length, seen[0], seen.length], [180, 0, 120n, 180]);
  assert.equal(await logSize(world.db), 300n);
  await grow(5);
  assert.equal(await new Publisher(world, ledger).publish(), 305n);
});

test('a leaf that somebody changed is put right', async () => {
  await database.ownerPool.query(`alter table ledger.leaf disable trigger all;
    update ledger.leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'k7', 'kX'), 'UTF8') where index = 7;
    alter table ledger.leaf enable trigger all`);
  await assert.rejects(new Publisher(world, ledger).publish(), { code: 'ledger.other-root' });

  assert.deepEqual((await recover()).mended, [7n]);
  assert.equal(await new Publisher(world, ledger).publish(), 300n);
});

test('without the second store the mirror is the memory', async () => {
  const [signer] = ledger.signers;
  assert(signer);
  ledger = { ...ledger, guard: guardInMemory(signer.key) };
  await assert.rejects(new Publisher(world, ledger).publish(), { code: 'ledger.guard-missing' });
  await recover();
  assert.equal(await new Publisher(world, ledger).publish(), 300n);
});

test('a mirror of another log, of an older state, or with a broken tile completes nothing', async () => {
  await restoreBackup(120);
  const other = testLedger();
  await assert.rejects(
    completeFromMirror(
      { db: owner.db, clock: world.clock },
      { ...ledger, signers: other.signers },
      {
        mirror,
        after: async () => Promise.resolve(),
      },
    ),
    { code: 'note.no-known-signature' },
  );
  const { read } = mirror;
  mirror = { ...mirror, read: async (path) => (path === 'tile/0/000' ? Buffer.alloc(8192) : read(path)) };
  await assert.rejects(recover(), { name: 'TlogProblem' });
  assert.equal(await logSize(world.db), 120n);
});

test('a log that cannot be completed is closed, and what is left begins another one that cites it', async () => {
  await restoreBackup(120);
  const closed = await closeLog({ db: owner.db, clock: world.clock }, ledger);
  assert.deepEqual([closed.size, closed.citedAt], [300n, 120n]);

  const next = testLedger('tongban.test/second');
  assert.equal(await new Publisher(world, next).publish(), 121n);
  const [signer] = next.signers;
  const bytes = await next.files.read('checkpoint');
  assert(signer && bytes);
  assert.equal(openCheckpoint(bytes, signer.key).origin, 'tongban.test/second');
});
