import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { handOver, ordinaryUser, type RunAs } from './ordinary-user.ts';
import { postgresPrograms } from './programs.ts';

/** A running embedded PostgreSQL. */
export interface Cluster {
  /** Connection URL for a database of this cluster; the server listens on a socket only. */
  url(database: string): string;
  /** Ends the server, rolling back what is in flight. */
  stop(): Promise<void>;
}

const PORT = 5432;
/** A socket path longer than this does not fit into sockaddr_un. */
const SOCKET_PATH_LIMIT = 107;
const START_TIMEOUT_MS = 60_000;

/**
 * Starts PostgreSQL on `directory` (created and initialised if need be), or adopts the server that an earlier process
 * left running there. The server is detached, so that Ctrl-C reaches this program first and it can drain.
 */
export async function startCluster(directory: string, settings: readonly string[] = []): Promise<Cluster> {
  const data = resolve(directory);
  if (join(data, `.s.PGSQL.${PORT}`).length > SOCKET_PATH_LIMIT)
    throw new Error(`The path of the data directory is too long for PostgreSQL: ${data}`);
  const programs = postgresPrograms();
  if (programs === undefined)
    throw new Error(`There is no PostgreSQL package for ${process.platform}-${process.arch}: set DATABASE_URL.`);

  mkdirSync(data, { recursive: true, mode: 0o700 });
  const runAs = ordinaryUser([resolve(data, '..'), programs.directory]);
  initialise(programs.initdb, data, runAs);
  const running = runningServer(data);
  const pid = running ?? (await launch(programs.postgres, data, settings, runAs));
  return {
    url: (database) => `postgresql:///${database}?host=${encodeURIComponent(data)}&port=${PORT}&user=tongban`,
    stop: () => stop(data, pid),
  };
}

function initialise(initdb: string, data: string, runAs: RunAs): void {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  handOver(data, runAs);
  const [command, ...rest] = [...runAs.prefix, initdb];
  const done = spawnSync(
    command ?? initdb,
    [...rest, '-D', data, '-U', 'tongban', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'],
    { encoding: 'utf8', cwd: '/', ...identity(runAs) },
  );
  if (done.status !== 0) throw new Error(`PostgreSQL could not set up ${data}: ${done.stderr.trim()}`);
}

async function launch(postgres: string, data: string, settings: readonly string[], runAs: RunAs): Promise<number> {
  const log = openSync(join(data, 'server.log'), 'a');
  const [command, ...rest] = [...runAs.prefix, postgres];
  const options = ['listen_addresses=', `unix_socket_directories=${data}`, `port=${PORT}`, ...settings];
  const child = spawn(command ?? postgres, [...rest, '-D', data, ...options.flatMap((option) => ['-c', option])], {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    ...identity(runAs),
  });
  let exited = false;
  child.once('exit', () => (exited = true));
  child.unref();

  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(20)) {
    if (isReady(data)) return postmaster(data)?.pid ?? 0;
    if (exited) throw new Error(`PostgreSQL did not start; the end of ${join(data, 'server.log')} says why.`);
  }
  throw new Error(`PostgreSQL was not ready after a minute; see ${join(data, 'server.log')}.`);
}

function identity({ uid, gid }: RunAs): { uid?: number; gid?: number } {
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

/** The server that already works on this directory, if its lock file names a living PostgreSQL. */
function runningServer(data: string): number | undefined {
  const lock = postmaster(data);
  if (lock === undefined) return undefined;
  if (isPostgres(lock.pid)) return isReady(data) ? lock.pid : undefined;
  // A stale lock file whose number now belongs to another program would block the start.
  rmSync(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const about = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  if (about.error === undefined && about.stdout !== '') return about.stdout.includes('postgres');
  return commandLine(pid).includes('postgres');
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function postmaster(data: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

function isReady(data: string): boolean {
  return postmaster(data)?.status === 'ready';
}

/** SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client. */
async function stop(data: string, pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  while (postmaster(data) !== undefined && isPostgres(pid)) await sleep(20);
}
