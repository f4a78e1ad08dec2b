import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartUpError } from './start-up-error.ts';

/**
 * Writes a secret into a file that only its owner reads, unless the file exists.
 * @param what names it in the error
 * @throws StartUpError if the file cannot be made
 */
export function createOnce(file: string, what: string, contents: () => string): void {
  if (existsSync(file)) return;
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, contents(), { mode: 0o600, flush: true });
    // Never over an existing one: another process may start at the same moment.
    linkSync(draft, file);
  } catch (cause) {
    if (!existsSync(file))
      throw new StartUpError(`${what} cannot be written to ${dirname(file)}: make it writable or set KEYS_DIR.`, {
        cause,
      });
  } finally {
    rmSync(draft, { force: true });
  }
}
