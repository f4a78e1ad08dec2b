import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readMasterKey, softwareCrypto, type CryptoProvider } from '#kernel';
import { createOnce } from './create-once.ts';
import { StartUpError } from './start-up-error.ts';

const BYTES = 32;

/**
 * The cryptography of this installation. Its master key is a file that is created once and that only its owner reads.
 * @throws StartUpError if the file cannot be made or is not a key.
 */
export function installationCrypto(keyDirectory: string): CryptoProvider {
  const file = join(keyDirectory, 'master.key');
  createOnce(file, 'The master key', () => `${randomBytes(BYTES).toString('hex')}\n`);
  const key = read(file);
  if (key.length !== BYTES)
    throw new StartUpError(`The master key ${file} is not one (64 hexadecimal digits): restore it from your backup.`);
  return softwareCrypto(key);
}

function read(file: string): Uint8Array {
  try {
    return readMasterKey(file);
  } catch (cause) {
    throw new StartUpError(`The master key ${file} cannot be read by this user.`, { cause });
  }
}
