import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startCluster, type Cluster } from './cluster.ts';
import { isPostgres, readPostmaster } from './postmaster.ts';

const directory = mkdtempSync(join(tmpdir(), 'tongban-cluster-'));
const running = new Set<Cluster>();
after(async () => {
  for (const cluster of running) await cluster.stop();
  rmSync(directory, { recursive: true });
});

async function start(name: string): Promise<Cluster> {
  const cluster = await startCluster(join(directory, name));
  running.add(cluster);
  return cluster;
}

async function ask(cluster: Cluster, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(query).finally(() => client.end());
  return Object.values(rows[0] ?? {})[0];
}

/** An ended process whose parent never asks how it ended: it outlives the shell, which would ask. */
async function unburied(): Promise<{ readonly pid: number; readonly bury: () => void }> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 1 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  while (readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '') await sleep(10);
  return { pid, bury: () => void parent.kill() };
}

test('programs that start at the same moment share one server', async () => {
  const clusters = await Promise.all([start('together'), start('together'), start('together')]);

  assert.equal(new Set(clusters.map(({ pid }) => pid)).size, 1);
  for (const cluster of clusters) assert.equal(await ask(cluster, 'select 1'), 1);
});

test('a server that was killed is started again with everything that was committed', async () => {
  const first = await start('killed');
  await ask(first, 'create table public.kept as select 7 as value');
  process.kill(first.pid, 'SIGKILL');
  while (isPostgres(first.pid)) await sleep(10);

  const second = await start('killed');

  assert.equal(second.adopted, false);
  assert.equal(await ask(second, 'select value from public.kept'), 7);
});

test('a lock file that names another living program does not stand in the way', async () => {
  const data = join(directory, 'stale');
  const first = await start('stale');
  const lock = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  await first.stop();
  writeFileSync(join(data, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));

  const second = await start('stale');

  assert.notEqual(second.pid, process.pid);
  assert.equal(await ask(second, 'select 1'), 1);
});

test('a killed server whose process nobody has buried does not stand in the way', async () => {
  const data = join(directory, 'unburied');
  const first = await start('unburied');
  const locks = [join(data, 'postmaster.pid'), join(first.sockets, '.s.PGSQL.5432.lock')];
  const contents = locks.map((lock) => readFileSync(lock, 'utf8'));
  await first.stop();
  const zombie = await unburied();
  locks.forEach((lock, index) =>
    writeFileSync(lock, String(contents[index]).replace(/^\d+/, String(zombie.pid)), { mode: 0o600 }),
  );

  const second = await start('unburied');

  assert.equal(await ask(second, 'select 1'), 1);
  zombie.bury();
});

test('a server that cannot start says why', async () => {
  await assert.rejects(
    startCluster(join(directory, 'wrong'), ['max_connections=0']),
    /^Error: PostgreSQL did not start: .*max_connections/,
  );
});

test('stopping waits until the server is gone, and can be asked for twice', async () => {
  const cluster = await start('stopped');
  await Promise.all([cluster.stop(), cluster.stop()]);
  assert.equal(isPostgres(cluster.pid), false);
  assert.equal(readPostmaster(join(directory, 'stopped')), undefined);
});

test('a directory whose name is too long for a socket works all the same', async () => {
  const cluster = await start('long'.repeat(30));
  assert.ok(cluster.sockets.length < 100);
  assert.equal(await ask(cluster, 'select 1'), 1);
});
