import { isAbortedTransactionError } from 'kysely';
import pg, { type PoolClient } from 'pg';
import { Refusal } from './refusal.ts';

/**
 * PostgreSQL commits here and says so with this warning when the wait for a synchronous standby is cancelled: the standby
 * may not have the transaction, and after a failover nobody would.
 */
const WARNING = '01000';

/**
 * Makes a COMMIT, or a statement that is a transaction of its own, fail when it came with a warning: node-postgres alone
 * would call it a success.
 * @throws Refusal kernel.outcome-unknown, from the query
 */
export function refuseWarnedCommits(client: PoolClient): void {
  const seen = { warnings: 0, begin: false };
  client.on('notice', ({ code }) => {
    if (code === WARNING) seen.warnings += 1;
  });
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  const commit = async (...given: unknown[]) => {
    const before = seen.warnings;
    const result = await query(...given);
    if (seen.warnings > before) throw outcomeUnknown();
    return result;
  };
  const watched = (...given: unknown[]) => {
    const [statement] = given;
    if (isBegin(statement)) seen.begin = true;
    if (statement === 'commit' || statement === 'rollback') seen.begin = false;
    return seen.begin || statement === 'rollback' ? query(...given) : commit(...given);
  };
  client.query = watched as typeof client.query;
}

function isBegin(statement: unknown): boolean {
  return typeof statement === 'string' && /^(begin|start transaction)\b/.test(statement);
}

function outcomeUnknown(cause?: unknown): Refusal {
  return new Refusal('kernel.outcome-unknown', { status: 503, cause });
}

/**
 * What a failure of COMMIT means for the caller. Only an error that the database gives and survives says that nothing was
 * written; after any other, e.g. a lost connection, the same act with the same key finds out.
 */
export function failedCommit(error: unknown): unknown {
  const certain = error instanceof pg.DatabaseError && error.severity === 'ERROR';
  const known = error instanceof Refusal || isAbortedTransactionError(error);
  return certain || known ? error : outcomeUnknown(error);
}
