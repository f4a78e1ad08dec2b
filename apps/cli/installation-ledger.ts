import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryFiles, newSigningKey, readSigningKey } from '#disk';
import { Recent } from '#kernel';
import { fileGuard, KEPT_SUBTREES, type LedgerInstallation } from '#ledger';
import { formatKey, parsePolicy, TlogProblem, type Policy, type Signer, type VerifierKey } from '#tlog';
import type { Config } from './config.ts';
import { createOnce } from './create-once.ts';
import { StartUpError } from './start-up-error.ts';

type LedgerConfig = Pick<Config, 'keyDirectory' | 'ledgerDirectory' | 'ledgerGuard' | 'ledgerOrigin' | 'ledgerPolicy'>;

/**
 * The ledger of this installation. Its keys are made at the first start, and the log has their name from then on: moving
 * to another address changes neither.
 * @param origin where the pages are reached
 * @throws StartUpError for a key or a policy that cannot be used
 */
export function installationLedger(config: LedgerConfig, origin: string): LedgerInstallation {
  const name = config.ledgerOrigin ?? `${new URL(origin).host}/ledger`;
  const signers = keysIn(join(config.keyDirectory, 'ledger.key'), name);
  const [first] = signers;
  const log = first.key.name;
  if (config.ledgerOrigin !== undefined && config.ledgerOrigin !== log)
    throw new StartUpError(
      `The log is named ${log} and cannot be renamed to ${config.ledgerOrigin}: remove TONGBAN_LEDGER_ORIGIN or begin a new log.`,
    );
  if (signers.some(({ key }) => key.name !== log)) throw new StartUpError('All keys of the log must have its name.');
  const policyText = publishedPolicy(config.ledgerPolicy, signers);
  const keys = signers.map(({ key }) => key);
  return {
    origin: log,
    signers,
    receiptSigners: keysIn(join(config.keyDirectory, 'receipt.key'), `${log}/receipt`),
    files: directoryFiles(config.ledgerDirectory),
    guard: fileGuard(config.ledgerGuard, keys),
    policy: readPolicy(policyText, log, keys),
    policyText,
    subtrees: new Recent(KEPT_SUBTREES),
  };
}

/** One key a line; the first is in use. */
function keysIn(file: string, name: string): readonly [Signer, ...Signer[]] {
  createOnce(file, 'A key of the ledger', () => `${newSigningKey(name)}\n`);
  try {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const [first, ...others] = lines.map(readSigningKey);
    if (first !== undefined) return [first, ...others];
  } catch (cause) {
    const problem = cause instanceof TlogProblem ? cause.code : 'it cannot be read';
    throw new StartUpError(`The key file ${file} cannot be used (${problem}): restore it from your backup.`, { cause });
  }
  throw new StartUpError(`The key file ${file} is empty: restore it from your backup.`);
}

/** Without a policy of its own the log names every key that signs, asks for no witness, and says so. */
function publishedPolicy(file: string | undefined, signers: readonly Signer[]): string {
  if (file === undefined) return `${signers.map(({ key }) => `log ${formatKey(key)}\n`).join('')}quorum none\n`;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartUpError(`The policy ${file} cannot be read: correct TONGBAN_LEDGER_POLICY.`, { cause });
  }
}

function readPolicy(text: string, log: string, keys: readonly VerifierKey[]): Policy {
  const policy = parsed(text);
  if (!policy.logs.some(({ key }) => key.name === log))
    throw new StartUpError(`The policy of the ledger does not name this log, ${log}.`);
  const own = new Set(keys.map(formatKey));
  if (!policy.logs.some(({ key }) => own.has(formatKey(key))))
    throw new StartUpError(`The policy of the ledger has another key for ${log} than KEYS_DIR/ledger.key.`);
  return policy;
}

function parsed(text: string): Policy {
  try {
    return parsePolicy(text);
  } catch (cause) {
    const line = cause instanceof TlogProblem ? cause.message : 'unreadable';
    throw new StartUpError(`The policy of the ledger is not one: ${line}; see c2sp.org/tlog-policy.`, { cause });
  }
}
