import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMasterKey, softwareCrypto, type CryptoProvider } from '#kernel';
import { StartUpError } from './start-up-error.ts';

const BYTES = 32;

/**
 * The cryptography of this installation. Its master key is a file that is created once and that only its owner reads.
 * @throws StartUpError if the file cannot be made or is not a key.
 */
export function installationCrypto(keyDirectory: string): CryptoProvider {
  const file = join(keyDirectory, 'master.key');
  if (!existsSync(file)) createKey(keyDirectory, file);
  const key = read(file);
  if (key.length !== BYTES)
    throw new StartUpError(`The master key ${file} is not one (64 hexadecimal digits): restore it from your backup.`);
  return softwareCrypto(key);
}

function createKey(directory: string, file: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${randomBytes(BYTES).toString('hex')}\n`, { mode: 0o600, flush: true });
    // Never over an existing one: another process may start at the same moment.
    linkSync(draft, file);
  } catch (cause) {
    if (!existsSync(file))
      throw new StartUpError(`The master key cannot be written to ${directory}: make it writable or set KEYS_DIR.`, {
        cause,
      });
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): Uint8Array {
  try {
    return readMasterKey(file);
  } catch (cause) {
    throw new StartUpError(`The master key ${file} cannot be read by this user.`, { cause });
  }
}
