import { readFileSync } from 'node:fs';
import { parsePolicy, TlogProblem, type Policy } from '#tlog';
import { logKey } from './own-key.ts';
import { WatchError } from './watch-error.ts';

/** Whom to believe: a policy file, or the key of a log alone. */
export function trustedPolicy({ policy, log }: { readonly policy?: string; readonly log?: string }): Policy {
  if (policy !== undefined) return policyFile(policy);
  if (log === undefined) throw new WatchError('Whom to believe? Give --policy FILE or --log KEY.');
  logKey(log);
  return parsePolicy(`log ${log}\nquorum none\n`);
}

function policyFile(file: string): Policy {
  try {
    return parsePolicy(readFileSync(file, 'utf8'));
  } catch (cause) {
    const problem = cause instanceof TlogProblem ? cause.message : 'it cannot be read';
    throw new WatchError(`The policy ${file} cannot be used: ${problem}.`, { cause });
  }
}
