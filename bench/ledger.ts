// A log of many leaves: publishing it, proving a leaf of it over HTTP, and following it as a monitor does.
// `bin/node bench/ledger.ts [leaves]`; every figure stands beside what nobody could be faster than.
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createAudit } from '#audit';
import { directoryFiles } from '#disk';
import { parsePolicy, parseProof, splitEntries, tilePath, tileWidth, TileTree, verifyProof } from '#tlog';
import { startServer, type RunningServer } from '#testing/running-server';
import { closedLoop } from './gun.ts';
import { openStage, percentile, say, timed, type Stage } from './stage.ts';
import { Town } from './town.ts';

const LEAVES = Number(process.argv[2] ?? 1_000_000);
const PROOFS = 3_000;
const DAY_S = 86_400;
const POLL_MS = 200;

const stage = await openStage();
try {
  await run(stage);
} finally {
  await stage.close();
}

async function run(at: Stage): Promise<void> {
  await at.create('town');
  const { seconds, made: size } = await timed(async () => fill(at.url('town')));
  say(`${size} leaves written into the table in ${seconds.toFixed(0)} s`);
  const log = join(at.directory, 'log');
  const settings = {
    DATABASE_URL: at.url('town'),
    KEYS_DIR: at.keys,
    TONGBAN_LEDGER_DIR: log,
    TONGBAN_LEDGER_GUARD: join(at.directory, 'guard', 'checkpoint'),
    TONGBAN_ROLES: 'api,worker',
    TONGBAN_DEMO: 'off',
    LOG_LEVEL: 'error',
  };
  const server = await startServer(settings);
  try {
    await published(server, size);
    await measureProofs(server, size);
    await measureMonitor(server, at.directory);
    await measureVerifier(log, await sizeOf(server));
  } finally {
    await server.close();
  }
}

/** As the owner of the database, in bulk: how the rows came there makes no difference to what is measured. */
async function fill(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const town = new Town(Math.floor(Date.now() / 1000) - DAY_S);
  let size = 0;
  while (size < LEAVES) {
    const rows = Array.from({ length: 100 }, () => town.next()).flat();
    await client.query(
      `insert into ledger.leaf (index, kind, bytes) select * from unnest($1::bigint[], $2::text[], $3::bytea[])`,
      [rows.map(({ index }) => index), rows.map(({ kind }) => kind), rows.map(({ bytes }) => Buffer.from(bytes))],
    );
    size += rows.length;
  }
  await client.query('update ledger.head set size = $1', [size]);
  await client.query('analyze ledger.leaf');
  await client.end();
  return size;
}

async function published(server: RunningServer, size: number): Promise<void> {
  const { seconds } = await timed(async () => {
    while ((await sizeOf(server)) < size) await sleep(POLL_MS);
  });
  say(`published ${seconds.toFixed(0)} s after the server was ready`);
}

async function sizeOf(server: RunningServer): Promise<number> {
  const answer = await fetch(`${server.origin}/ledger/checkpoint`);
  return answer.ok ? Number((await answer.text()).split('\n')[1]) : 0;
}

/** Proofs of leaves anywhere in the log, each verified afterwards; a tile from the disk is the floor. */
async function measureProofs(server: RunningServer, size: number): Promise<void> {
  const aim = { port: Number(new URL(server.origin).port), connections: 1 };
  const indices = Array.from({ length: PROOFS }, () => randomInt(size - 256));
  const asking = (paths: readonly string[]) => paths.map((path) => get(server.origin, path))[Symbol.iterator]();
  await closedLoop(aim, asking(indices.slice(0, 300).map((index) => `/ledger/proof/${index}`)), 60);
  const proofs = await closedLoop(aim, asking(indices.map((index) => `/ledger/proof/${index}`)), 60);
  const tiles = await closedLoop(
    aim,
    asking(indices.map((index) => `/ledger/${tilePath({ level: 0, index: BigInt(index >> 8), width: 256 })}`)),
    60,
  );
  const policy = parsePolicy(await (await fetch(`${server.origin}/ledger/policy`)).text());
  const verified = await timed(() =>
    proofs.shots.forEach(({ body }, at) => {
      const proof = parseProof(Buffer.from(body, 'latin1'));
      if (Number(proof.index) !== indices[at]) throw new Error(`Another leaf than ${String(indices[at])} was proved.`);
      const { leaf } = JSON.parse(Buffer.from(proof.extra ?? []).toString('utf8')) as { readonly leaf: string };
      verifyProof(proof, Buffer.from(leaf, 'utf8'), policy);
    }),
  );
  say(`proof by index over HTTP, one at a time: ${times(proofs.shots)}`);
  say(`  floor, a tile over HTTP: ${times(tiles.shots)}`);
  say(
    `  verified: all ${proofs.shots.length}, ${((verified.seconds * 1000) / proofs.shots.length).toFixed(2)} ms each`,
  );
}

function times(shots: readonly { readonly milliseconds: number; readonly status: number }[]): string {
  const all = shots.map(({ milliseconds }) => milliseconds);
  const bad = shots.filter(({ status }) => status !== 200).length;
  if (bad > 0) process.exitCode = 1;
  return `p50 ${percentile(all, 0.5).toFixed(2)} ms, p99 ${percentile(all, 0.99).toFixed(2)} ms, ${bad} refused`;
}

function get(origin: string, path: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\n\r\n`);
}

/** `tongban monitor` from nothing: over HTTP, tile by tile, every rule, its own copy on disk. */
async function measureMonitor(server: RunningServer, directory: string): Promise<void> {
  const policy = await (await fetch(`${server.origin}/ledger/policy`)).text();
  const key = /^log (\S+)/m.exec(policy)?.[1] ?? '';
  const size = await sizeOf(server);
  const args = ['monitor', `${server.origin}/ledger/`, '--log', key, '--data', join(directory, 'copy'), '--once'];
  const { seconds, made } = await timed(async () => {
    const child = spawn(join(import.meta.dirname, '../bin/tongban'), args, { stdio: ['ignore', 'inherit', 'inherit'] });
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  });
  say(`monitor: ${seconds.toFixed(1)} s, ${(size / seconds).toFixed(0)} leaves/s, status ${made}`);
  if (made !== 0) process.exitCode = 1;
}

/** Tree and rules over files on this disk, in one thread; hashing the same leaves and nothing else is the floor. */
async function measureVerifier(log: string, size: number): Promise<void> {
  const files = directoryFiles(log);
  const entries: Uint8Array[] = [];
  const reading = await timed(async () => {
    for (let at = 0; at * 256 < size; at += 1) {
      const width = tileWidth('entries', BigInt(at), BigInt(size));
      const bytes = await files.read(tilePath({ level: 'entries', index: BigInt(at), width }));
      if (bytes === undefined) throw new Error(`Bundle ${at} is missing.`);
      for (const entry of splitEntries(bytes, width)) entries.push(entry);
    }
  });
  const floor = await timed(() => {
    for (const entry of entries) createHash('sha256').update(entry).digest();
  });
  const tree = new TileTree();
  const hashing = await timed(() => {
    for (const entry of entries) tree.add(entry);
    return tree.root();
  });
  const audit = createAudit();
  const rules = await timed(() => entries.reduce((sum, entry, at) => sum + audit.entry(at, entry).length, 0));
  const whole = reading.seconds + hashing.seconds + rules.seconds;
  say(`verifying ${entries.length} leaves on one core: ${whole.toFixed(1)} s (reading ${reading.seconds.toFixed(1)},`);
  say(`  tree ${hashing.seconds.toFixed(1)}, rules ${rules.seconds.toFixed(1)}; ${rules.made} findings)`);
  say(`  floor, SHA-256 of each leaf alone: ${floor.seconds.toFixed(1)} s`);
  if (rules.made > 0) process.exitCode = 1;
}
