import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isPostgres, readPostmaster } from '../../db/embedded/postmaster.ts';
import { installation, startTongban, type Started } from './testing.ts';

const { environment, directory, remove } = installation();
// Without pages: what is shown here is the life of the process.
const settings = { ...environment, TONGBAN_ROLES: 'api,worker', LOG_LEVEL: 'warn' };
const cluster = join(directory, 'data/postgres');
const started: Started[] = [];

after(async () => {
  for (const { signal, ended } of started) {
    signal('SIGTERM');
    await ended;
  }
  const left = readPostmaster(cluster);
  if (left !== undefined && isPostgres(left.pid)) process.kill(left.pid, 'SIGQUIT');
  remove();
});

async function serve(): Promise<Started> {
  const server = startTongban(['serve'], settings);
  started.push(server);
  await server.says(/Tongban is at http:\/\/localhost:\d+[^]*supervisor/);
  return server;
}

function postgres(): number | undefined {
  const pid = readPostmaster(cluster)?.pid;
  return pid !== undefined && isPostgres(pid) ? pid : undefined;
}

test('the first start makes everything it needs, and says where it is and who one may be', async () => {
  const server = await serve();

  assert.notEqual(postgres(), undefined);
  const key = join(directory, 'keys/master.key');
  assert.equal(statSync(key).mode & 0o777, 0o600);
  assert.match(readFileSync(key, 'utf8'), /^[0-9a-f]{64}\n$/);

  server.signal('SIGTERM');
  const { status, stdout, stderr } = await server.ended;
  assert.equal(status, 0);
  assert.match(stdout, /password tongban-demo/);
  assert.match(stdout, / {2}zhang-wei .* {2}clerk-gaj .* {2}supervisor /s);
  assert.doesNotMatch(stderr, /"level":(40|50|60)/);
  assert.equal(postgres(), undefined);
});

test('Ctrl-C, even twice, ends all of it, and the next start goes on', async () => {
  const server = await serve();
  assert.notEqual(postgres(), undefined);

  server.signal('SIGINT');
  server.signal('SIGINT');

  assert.equal((await server.ended).status, 0);
  assert.equal(postgres(), undefined);
  assert.equal(existsSync(join(cluster, 'postmaster.pid')), false);
});

test('a server that is killed leaves PostgreSQL running; the next one adopts it, and ends it', async () => {
  const killed = await serve();
  const left = postgres();
  killed.signal('SIGKILL');
  await killed.ended;
  assert.equal(postgres(), left);

  const next = await serve();
  assert.equal(postgres(), left);
  next.signal('SIGTERM');
  await next.ended;
  assert.equal(postgres(), undefined);
});

test('of two programs on one database, the last to leave ends PostgreSQL', async () => {
  const first = await serve();
  const second = await serve();

  first.signal('SIGTERM');
  await first.ended;
  assert.notEqual(postgres(), undefined);

  second.signal('SIGTERM');
  await second.ended;
  assert.equal(postgres(), undefined);
});

test('a lost key is noticed before anything is written', async () => {
  const other = { ...settings, KEYS_DIR: join(directory, 'other-keys') };
  const { status, stderr } = await startTongban(['serve'], other).ended;
  assert.equal(status, 1);
  assert.match(stderr, /^The database was written under another master key than [^\n]*\.\n$/);
  assert.equal(postgres(), undefined);
});
