import { readFileSync } from 'node:fs';
import type { Trust } from '#audit';
import { parsePolicy, TlogProblem, withLogs, type Policy } from '#tlog';
import { logKey } from './own-key.ts';
import { WatchError } from './watch-error.ts';

export interface Believed {
  readonly policy?: string;
  /** Keys of the log, old ones too: what was signed before a change of keys stays signed. */
  readonly log: readonly string[];
}

/** Whom to believe: a policy file, and the log's earlier keys; or keys of the log alone, without any witness. */
export function believed({ policy, log }: Believed): Pick<Trust, 'policy' | 'earlierKeys'> {
  if (policy !== undefined) return { policy: policyFile(policy), earlierKeys: log.map(logKey) };
  if (log.length === 0) throw new WatchError('Whom to believe? Give --policy FILE or --log KEY.');
  return { policy: withLogs(parsePolicy('quorum none\n'), log.map(logKey)) };
}

/** The same for whoever follows the log over a change of its keys. */
export function followed(options: Believed): Policy {
  const { policy, earlierKeys = [] } = believed(options);
  return withLogs(policy, earlierKeys);
}

function policyFile(file: string): Policy {
  try {
    return parsePolicy(readFileSync(file, 'utf8'));
  } catch (cause) {
    const problem = cause instanceof TlogProblem ? cause.message : 'it cannot be read';
    throw new WatchError(`The policy ${file} cannot be used: ${problem}.`, { cause });
  }
}
