import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { installation, startTongban, type Ended } from './testing.ts';

const { environment, directory, remove } = installation();
const mirror = join(directory, 'mirror');
const guard = join(directory, 'data/ledger-guard/checkpoint');
let database: TestDatabase;
let settings: Readonly<Record<string, string>>;

before(async () => {
  database = await freshDatabase();
  const url = database.url;
  settings = { ...environment, DATABASE_URL: url, TONGBAN_DEMO: 'on', TONGBAN_ROLES: 'api,worker', LOG_LEVEL: 'warn' };
  await serveOnce();
  cpSync(join(directory, 'data/ledger'), mirror, { recursive: true });
});
after(async () => {
  await database.close();
  remove();
});

/** Starts the server until it is there, and ends it. */
async function serveOnce(): Promise<Ended> {
  const server = startTongban(['serve'], settings);
  await server.says(/Tongban is at/);
  server.signal('SIGTERM');
  return server.ended;
}

const tongban = async (...args: string[]) => startTongban(args, settings).ended;

/** The database as it was in an older backup: the last leaves are gone, and nobody signed them there. */
async function restoreBackup(): Promise<void> {
  await database.ownerPool.query(`set session_replication_role = replica;
    delete from ledger.leaf where index >= 6; update ledger.head set size = 6; delete from ledger.checkpoint;
    set session_replication_role = origin`);
}

test('a server whose database is older than what was signed does not start, and says which command helps', async () => {
  await restoreBackup();
  const { status, stderr } = await tongban('serve');
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^The database holds fewer leaves than the log has signed[^\n]*"bin\/tongban ledger recover"[^\n]*\n$/,
  );
  assert.equal((await tongban('ledger', 'status')).status, 1);
});

test('without a choice the command tells how things stand and what the choices are', async () => {
  const { status, stdout, stderr } = await tongban('ledger', 'recover');
  assert.equal(status, 2);
  assert.match(stdout, /Leaves in the database: 6\n/);
  assert.match(stderr, /--from SOURCE[^]*--new-log NAME/);
});

test('a mirror that is another log is refused in a sentence; the right one completes the log, and the server starts', async () => {
  const note = readFileSync(join(mirror, 'checkpoint'), 'utf8');
  writeFileSync(join(mirror, 'checkpoint'), note.replace(/^\S+/, 'elsewhere.example/ledger'));
  const refused = await tongban('ledger', 'recover', '--from', mirror);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^This mirror cannot complete the log: [^\n]+\n$/);

  writeFileSync(join(mirror, 'checkpoint'), note);
  const { status, stdout, stderr } = await tongban('ledger', 'recover', '--from', mirror);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^The log is complete up to \d+: \d+ leaves came back, 0 were put right\./);
  assert.equal((await serveOnce()).status, 0);
});

test('what is held because its record was lost is listed and settled; a wrong word is answered in a sentence', async () => {
  const { status, stdout } = await tongban('ledger', 'lost');
  assert.deepEqual([status, stdout], [0, 'Nothing is held because its record was lost.\n']);
  for (const [args, said] of [
    [['LJ261122999999W', '--reason', 'x'], /^There is no such case\.\n$/],
    [['nothing', '--reason', 'x'], /neither a case number nor an index/],
    [['7', '--reason', 'x'], /`tongban ledger lost` lists what is/],
    [['7', '--reason', 'x', '--outcome', 'perhaps'], /granted or denied/],
  ] as const) {
    const wrong = await tongban('ledger', 'settle', ...args);
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, said);
  }
  assert.equal((await tongban('ledger', 'settle', '7')).status, 2);
});

test('a log that cannot be completed is closed, and the next start begins another that cites it', async () => {
  await restoreBackup();
  const { status, stdout } = await tongban('ledger', 'recover', '--new-log', 'second.example/ledger');
  assert.equal(status, 0);
  assert.match(stdout, /cites it in leaf 6\./);

  assert.equal((await serveOnce()).status, 0);
  assert.match(readFileSync(guard, 'utf8'), /^second\.example\/ledger\n/);
});

test('without its second store the server does not go on as if nothing had been signed', async () => {
  rmSync(guard);
  const { status, stderr } = await tongban('serve');
  assert.equal(status, 1);
  assert.match(stderr, /^The second store of the last checkpoint is gone/);
});

test('a policy that is none, or of another log, is named at the start', async () => {
  const policy = join(directory, 'policy');
  for (const [text, said] of [
    ['quorum nobody\n', /is not one: policy\.malformed \(1\)/],
    ['quorum none\n', /does not name this log/],
  ] as const) {
    writeFileSync(policy, text);
    const { status, stderr } = await startTongban(['serve'], { ...settings, TONGBAN_LEDGER_POLICY: policy }).ended;
    assert.equal(status, 1);
    assert.match(stderr, said);
  }
});
