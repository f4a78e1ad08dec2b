import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WatchError } from './watch-error.ts';

const BUSY = 5;

/** Whoever lets go of a lock loses it: these are held until the program ends. */
const held: DatabaseSync[] = [];

/**
 * Keeps every other program out of a directory until this one ends, however it ends: of two that write what was seen
 * last, one would forget for the other. The lock is one that the system itself lifts when its owner is gone, so that
 * nothing stale has to be cleared away, which two could do at one moment. SQLite takes it on every system.
 * @throws WatchError when another one is there
 */
export function ownDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'in-use');
  // Says by itself why a file cannot be written; SQLite would not.
  closeSync(openSync(path, 'a', 0o600));
  const lock = new DatabaseSync(path);
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === BUSY))
      throw new WatchError(`${path} cannot be locked: remove it if it is no file of this program.`, { cause });
    throw new WatchError(`Another program works in ${directory}: end it first.`, { cause });
  }
  held.push(lock);
}
