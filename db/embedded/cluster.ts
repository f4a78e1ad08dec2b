import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { initialise } from './initialise.ts';
import { ordinaryUser, type RunAs } from './ordinary-user.ts';
import { isPostgres, readPostmaster } from './postmaster.ts';
import { postgresPrograms } from './programs.ts';

/** A running embedded PostgreSQL. */
export interface Cluster {
  /** Connection URL for a database of this cluster; the server listens on a socket only. */
  readonly url: (database: string) => string;
  /** Directory of the socket. */
  readonly sockets: string;
  readonly pid: number;
  /** Whether an earlier process had left it running. */
  readonly adopted: boolean;
  /** Ends the server, rolling back what is in flight. */
  stop(): Promise<void>;
}

const PORT = 5432;
/** A socket path longer than this does not fit into sockaddr_un. */
const SOCKET_PATH_LIMIT = 107;
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
/** What PostgreSQL says while processes of a killed server live: "pre-existing shared memory block … is still in use". */
const STILL_IN_USE = 'pre-existing shared memory block';

/**
 * Starts PostgreSQL on `directory` (created and initialised if need be), or adopts the server that an earlier process
 * left running there. The server is detached, so that Ctrl-C reaches this program first and it can drain.
 */
export async function startCluster(directory: string, settings: readonly string[] = []): Promise<Cluster> {
  const programs = postgresPrograms();
  if (programs === undefined)
    throw new Error(`There is no PostgreSQL package for ${process.platform}-${process.arch}: set DATABASE_URL.`);
  mkdirSync(dirname(resolve(directory)), { recursive: true });
  const data = join(realpathSync(dirname(resolve(directory))), resolve(directory).split('/').at(-1) ?? '');
  const runAs = ordinaryUser([dirname(data), programs.directory]);
  initialise(programs.initdb, data, runAs);

  const sockets = socketDirectory(data, runAs);
  const running = await runningServer(data);
  const server: Server = { postgres: programs.postgres, data, sockets, settings, runAs };
  const pid = running ?? (await launch(server));
  return { url: clusterUrl(sockets), sockets, pid, adopted: running !== undefined, stop: async () => stop(pid) };
}

/** URLs of the databases behind a socket directory. */
export function clusterUrl(sockets: string): Cluster['url'] {
  return (database) => `postgresql:///${database}?host=${encodeURIComponent(sockets)}&port=${PORT}&user=tongban`;
}

interface Server {
  readonly postgres: string;
  readonly data: string;
  readonly sockets: string;
  readonly settings: readonly string[];
  readonly runAs: RunAs;
}

/** The data directory itself, or a private one with a short name where that path is too long for a socket. */
function socketDirectory(data: string, { uid, gid }: RunAs): string {
  if (join(data, `.s.PGSQL.${PORT}`).length <= SOCKET_PATH_LIMIT) return data;
  const short = join(tmpdir(), `tongban-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(short, uid, gid);
  return short;
}

/** Starts the server; waits while processes of a killed one still hold its shared memory. */
async function launch(server: Server): Promise<number> {
  const { data } = server;
  let exited = spawnServer(server);
  for await (const _ of polls()) {
    const postmaster = readPostmaster(data);
    if (postmaster?.ready === true && isPostgres(postmaster.pid)) return postmaster.pid;
    if (!exited()) continue;
    // Beaten by a program that started at the same moment: theirs will do.
    const other = await runningServer(data);
    if (other !== undefined) return other;
    const reason = lastFatal(data);
    if (!reason.includes(STILL_IN_USE)) throw new Error(`PostgreSQL did not start: ${reason}`);
    exited = spawnServer(server);
  }
  throw new Error(`PostgreSQL was not ready after a minute; see ${logOf(data)}.`);
}

/** @returns a question: has the process ended already? */
function spawnServer({ postgres, data, sockets, settings, runAs }: Server): () => boolean {
  const log = openSync(logOf(data), 'a');
  const [command, ...rest] = [...runAs.prefix, postgres];
  const options = ['listen_addresses=', `unix_socket_directories=${sockets}`, `port=${PORT}`, ...settings];
  const { uid, gid } = runAs;
  const child = spawn(command, [...rest, '-D', data, ...options.flatMap((option) => ['-c', option])], {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: { ...process.env, ...pastStaleLocks(data) },
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
  let exited = false;
  child.once('exit', () => (exited = true));
  child.once('error', () => (exited = true));
  child.unref();
  closeSync(log);
  return () => exited;
}

/**
 * A lock file whose number belongs to another program by now, or to a killed server that nobody has buried, would block
 * the start. Deleting the file would also take away PostgreSQL's check that no process of the old server is left, so
 * the number is named as an ancestor instead: those do not count as a running server.
 */
function pastStaleLocks(data: string): Readonly<Record<string, string>> {
  const holder = readPostmaster(data)?.pid;
  return holder === undefined || isPostgres(holder) ? {} : { PG_GRANDPARENT_PID: String(holder) };
}

function logOf(data: string): string {
  return join(data, 'server.log');
}

/** The last reason that the server gave for ending. */
function lastFatal(data: string): string {
  const lines = readFileSync(logOf(data), 'utf8').split('\n');
  return lines.findLast((line) => line.includes('FATAL:'))?.replace(/^.*FATAL:\s*/, '') ?? `see ${logOf(data)}.`;
}

/** The server that already works on this directory, once it is ready; recovery after a crash takes a second or so. */
async function runningServer(data: string): Promise<number | undefined> {
  for await (const _ of polls()) {
    const postmaster = readPostmaster(data);
    if (postmaster === undefined || !isPostgres(postmaster.pid)) return undefined;
    if (postmaster.ready) return postmaster.pid;
  }
  return undefined;
}

async function* polls(): AsyncGenerator<undefined> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline;) {
    yield undefined;
    await sleep(POLL_MS);
  }
}

/** SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client. Its lock file goes before it does. */
async function stop(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  while (isPostgres(pid)) await sleep(POLL_MS);
}
