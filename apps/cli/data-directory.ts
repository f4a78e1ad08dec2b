import { accessSync, constants, mkdirSync } from 'node:fs';
import { StartUpError } from './start-up-error.ts';

/** PostgreSQL runs as another user where we are root: it must be able to pass through, not to look around. */
const PASSABLE = 0o711;

/**
 * Makes the data directory, if it is missing.
 * @throws StartUpError if this user cannot write there.
 */
export function ensureDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: PASSABLE });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartUpError(`The data directory ${directory} is not writable: correct its rights or set DATA_DIR.`, {
      cause,
    });
  }
}
