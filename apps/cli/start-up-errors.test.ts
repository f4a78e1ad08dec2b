import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { installation, oldPostgres, startTongban, takenPort } from './testing.ts';

const { environment, directory, remove } = installation();
let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => {
  await database.close();
  remove();
});

/** Starts a server that must not come up. @returns its only words. */
async function refusal(over: Readonly<Record<string, string>>): Promise<string> {
  const settings = { ...environment, DATABASE_URL: database.url, ...over };
  const { status, stdout, stderr } = await startTongban(['serve'], settings).ended;
  assert.equal(status, 1, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /^[A-Z][^\n]*\.\n$/, 'one sentence');
  return stderr;
}

test('a port that is taken', async () => {
  const { port, close } = await takenPort();
  assert.equal(
    await refusal({ PORT: String(port) }),
    `Port ${port} is taken by another program: stop it or set PORT.\n`,
  );
  close();
});

test('a port that is none', async () => {
  assert.match(await refusal({ PORT: 'http' }), /^PORT must be a number/);
});

test('a database that cannot be reached', async () => {
  const { port, close } = await takenPort();
  close();
  const said = await refusal({ DATABASE_URL: `postgresql://tongban:secret@127.0.0.1:${port}/tongban` });
  assert.match(said, /^The database at 127\.0\.0\.1:\d+ cannot be reached: start it or correct DATABASE_URL/);
  assert.doesNotMatch(said, /secret/);
});

test('an address that is not of a database', async () => {
  const said = await refusal({ DATABASE_URL: 'mysql://tongban:secret@localhost/tongban' });
  assert.match(said, /^DATABASE_URL must look like postgresql:/);
  assert.doesNotMatch(said, /secret/);
});

test('a database that does not exist, and a user who does not', async () => {
  const elsewhere = database.url.replace(/\/\/\/\w+/, '///no_such_database');
  assert.match(await refusal({ DATABASE_URL: elsewhere }), /^There is no database "no_such_database"/);
  const stranger = database.url.replace('user=tongban', 'user=stranger');
  assert.match(await refusal({ DATABASE_URL: stranger }), /does not accept user/);
});

test('a server older than the oldest that is known to work', async () => {
  const { port, close } = await oldPostgres();
  const said = await refusal({ DATABASE_URL: `postgresql://tongban@127.0.0.1:${port}/tongban` });
  assert.equal(said, 'The database is PostgreSQL 14; Tongban needs 15 or later: upgrade the server.\n');
  close();
});

test('a database that a newer version of the program has written', async () => {
  const newer = await freshDatabase();
  await newer.ownerPool.query(`insert into public.migration (name) values ('9999_of-tomorrow.sql')`);
  const said = await refusal({ DATABASE_URL: newer.url });
  assert.match(said, /newer version of Tongban \(migration 9999_of-tomorrow\.sql\): install that version/);
  await newer.close();
});

test('a data directory where nothing can be written', async () => {
  const file = join(directory, 'a-file');
  writeFileSync(file, '');
  assert.match(await refusal({ DATA_DIR: join(file, 'data') }), /is not writable: correct its rights or set DATA_DIR/);

  // Root writes everywhere; for everybody else rights count.
  const closed = join(directory, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  if (process.getuid?.() !== 0) assert.match(await refusal({ DATA_DIR: join(closed, 'data') }), /is not writable/);
});

test('keys that would lie beside the data', async () => {
  const said = await refusal({ KEYS_DIR: join(environment.DATA_DIR, 'keys') });
  assert.match(said, /^KEYS_DIR must not be inside DATA_DIR/);
});

test('a key file that is damaged', async () => {
  const keys = join(directory, 'damaged');
  mkdirSync(keys);
  writeFileSync(join(keys, 'master.key'), 'abc');
  assert.match(await refusal({ KEYS_DIR: keys }), /is not one .*: restore it from your backup/);
});

test('a database that was written under another key', async () => {
  const other = await freshDatabase();
  await other.ownerPool.query(`insert into kernel.master_key (version, proof) values (1, sha256('another key'))`);
  assert.match(
    await refusal({ DATABASE_URL: other.url }),
    /written under another master key than .*: restore that one/,
  );
  await other.close();
});
