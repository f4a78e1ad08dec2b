import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningKey, readSigningKey } from '#disk';
import { parseKey, TlogProblem, type Signer, type VerifierKey } from '#tlog';
import { WatchError } from './watch-error.ts';

/** The witness's key, made at its first start; only its owner reads the file. */
export function witnessKey(directory: string, name: string): Signer {
  if (!isName(name)) throw new WatchError(`"${name}" is no name for a witness; it looks like witness.example.`);
  const file = join(directory, 'witness.key');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  create(file, name);
  try {
    const signer = readSigningKey(readFileSync(file, 'utf8').trim());
    if (signer.key.type === 'cosignature' && signer.key.name === name) return signer;
  } catch (cause) {
    const problem = cause instanceof TlogProblem ? cause.code : 'it cannot be read';
    throw new WatchError(`The key ${file} cannot be used (${problem}): restore it from your backup.`, { cause });
  }
  throw new WatchError(`The key ${file} belongs to another name than ${name}.`);
}

/** The formats only forbid a space and a plus; a line break or another control character would tear a note apart. */
function isName(name: string): boolean {
  return /^[^\p{White_Space}\p{C}+]{1,200}$/u.test(name);
}

function create(file: string, name: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${newSigningKey(name, 'cosignature')}\n`, { mode: 0o600, flush: true });
    // Never over an existing one.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A log's public key as it was typed. */
export function logKey(text: string): VerifierKey {
  try {
    const key = parseKey(text);
    if (key.type === 'ed25519') return key;
  } catch (cause) {
    if (!(cause instanceof TlogProblem)) throw cause;
    throw new WatchError(`"${text}" is not a key of a log (${cause.code}); it looks like name+id+base64.`, { cause });
  }
  throw new WatchError(`"${text}" is the key of a witness, not of a log.`);
}
