import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** PostgreSQL refuses to run as root; these are the ways to run it as somebody else without any set-up by hand. */
export interface RunAs {
  /** Put before the program and its arguments. */
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const NOBODY = 65534;

/**
 * How to run PostgreSQL with these paths. An ordinary user runs it as themselves. Root runs it as `nobody`. Where a
 * parent directory is closed to others (Debian's /root has mode 0700), or the user has a number but no name (containers
 * that are given one), it runs inside a user namespace that only renames the user.
 * @param paths directories that the server must be able to enter.
 */
export function ordinaryUser(paths: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return hasName() ? { prefix: [] } : renamed();
  return paths.every(openToOthers) ? { prefix: [], uid: NOBODY, gid: NOBODY } : renamed();
}

function renamed(): RunAs {
  const unshare = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  if (spawnSync('unshare', [...unshare.slice(1), 'true']).status === 0) return { prefix: unshare };
  throw new Error('PostgreSQL cannot run as this user here: start Tongban as an ordinary user, or set DATABASE_URL.');
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Gives an empty data directory to the user who will own the server. */
export function handOver(directory: string, { uid, gid }: RunAs): void {
  if (uid !== undefined && gid !== undefined) chownSync(directory, uid, gid);
}

function openToOthers(path: string): boolean {
  const EXECUTE_BY_OTHERS = 0o001;
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid } = statSync(at);
    if ((mode & EXECUTE_BY_OTHERS) === 0 && uid !== NOBODY) return false;
    if (dirname(at) === at) return true;
  }
}
