import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What postmaster.pid says about the server that works on a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

const PID_LINE = 0;
const STATUS_LINE = 7;

/** The contents of the lock file, whoever's number is in it; undefined without one. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[PID_LINE]), ready: lines[STATUS_LINE]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Whether a process of this number lives and is a PostgreSQL: numbers are used again after a restart of the machine. */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const commandLine = linuxCommandLine(pid);
  if (commandLine !== undefined) return commandLine.includes('postgres');
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes('postgres');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function linuxCommandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}
