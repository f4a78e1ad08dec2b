import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterUrl, startCluster } from '../db/embedded/cluster.ts';
import { isPostgres, readPostmaster } from '../db/embedded/postmaster.ts';

/** Set by `bin/test` for the processes of its run: the socket directory of the run's own cluster. */
const RUN = 'TONGBAN_TEST_CLUSTER';
const PREFIX = 'tongban-run-';

/** Tests trade durability for speed: nothing here outlives the run. */
const UNSAFE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** The connection URL of a database. */
export type UrlOf = (database: string) => string;

let shared: Promise<UrlOf> | undefined;
let runDirectory: string | undefined;

/**
 * Where test databases are made: the cluster of this run of `bin/test`, or one that stays for all the single test files
 * that this user starts by hand.
 */
export async function testCluster(): Promise<UrlOf> {
  shared ??= findCluster();
  return shared;
}

async function findCluster(): Promise<UrlOf> {
  const run = process.env[RUN];
  if (run !== undefined) return clusterUrl(run);
  const { url } = await startCluster(join(tmpdir(), `tongban-test-${process.getuid?.() ?? ''}`), UNSAFE);
  return url;
}

/** Starts the cluster of one run; it is found through the environment by every process of it. */
export async function startRunCluster(): Promise<void> {
  sweep();
  runDirectory = join(tmpdir(), `${PREFIX}${process.pid}`);
  const { sockets } = await startCluster(runDirectory, UNSAFE);
  process.env[RUN] = sockets;
}

/**
 * Ends the run's cluster and removes it. Synchronous, and harmless when called again: with --test-force-exit node calls
 * its teardown more than once and does not wait for it.
 */
export function removeRunCluster(): void {
  if (runDirectory !== undefined) remove(runDirectory);
  runDirectory = undefined;
}

/** What killed runs left behind, unless it belongs to another user. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^tongban-run-(\d+)/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) remove(join(tmpdir(), name));
  }
}

function remove(directory: string): void {
  try {
    const server = readPostmaster(directory);
    if (server !== undefined) process.kill(server.pid, 'SIGQUIT');
    while (server !== undefined && isPostgres(server.pid)) pause();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // Somebody else's, or already gone: neither may fail a run.
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
