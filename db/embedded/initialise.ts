import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { handOver, type RunAs } from './ordinary-user.ts';

const OPTIONS = ['-U', 'tongban', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];

/**
 * Makes a new cluster at `data` unless there is one. It is built beside its place and moved there whole, so that
 * neither a kill nor a second program that starts at the same moment leaves half a cluster.
 */
export function initialise(initdb: string, data: string, runAs: RunAs): void {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  mkdirSync(dirname(data), { recursive: true });
  const draft = mkdtempSync(`${data}.new-`);
  try {
    handOver(draft, runAs);
    const [command, ...rest] = [...runAs.prefix, initdb];
    const { uid, gid } = runAs;
    const owner = uid === undefined || gid === undefined ? {} : { uid, gid };
    const done = spawnSync(command, [...rest, '-D', draft, ...OPTIONS], { encoding: 'utf8', cwd: '/', ...owner });
    if (done.status !== 0) throw new Error(`PostgreSQL could not set up ${data}: ${done.stderr.trim()}`);
    moveIntoPlace(draft, data);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function moveIntoPlace(draft: string, data: string): void {
  try {
    renameSync(draft, data);
  } catch (error) {
    // Another program was faster: its cluster stands.
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  }
}
