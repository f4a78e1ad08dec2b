import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from '../../db/tables.ts';
import { failedCommit, refuseWarnedCommits } from './commit-outcome.ts';

/** The whole database, typed from the migrations; a module touches the tables of its own schema only. */
export type Db = Kysely<DB>;

/** A transaction at READ COMMITTED. Use cases that take a `Tx` leave commit and rollback to their caller. */
export type Tx = Transaction<DB>;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

/** The role the application works as: it can insert into append-only tables but never update or delete there. */
const APPLICATION_ROLE = 'tongban_app';

export interface DatabaseOptions {
  readonly connections?: number;
  /** How long a query waits for a connection before it fails, in milliseconds. */
  readonly patienceMs?: number;
  /** Whoever asks for a second connection inside a transaction is refused at once: for tests, in which nobody waits. */
  readonly strict?: boolean;
  /** `owner` may do what evidence is protected from; for commands of an operator alone. */
  readonly role?: 'application' | 'owner';
  /** Called when a connection breaks off, idle or at work; without a listener node-postgres would end the process. */
  readonly onError?: (error: Error) => void;
}

/** Nobody waits for ever for a connection: an error has a number, a page that never comes has none. */
const PATIENCE_MS = 30_000;

/** Opens a pool on `url`. Nothing is connected before the first query. */
export function openDatabase(
  url: string,
  { connections = 16, patienceMs = PATIENCE_MS, strict = false, onError, role = 'application' }: DatabaseOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: patienceMs,
    options: `${role === 'owner' ? '' : `-c role=${APPLICATION_ROLE} `}-c timezone=UTC`,
    types,
  });
  // The pool listens to idle connections only: the database going away in the middle of a query or transaction must
  // fail that query, not the process.
  pool.on('connect', (client) => {
    client.on('error', (error) => onError?.(error));
    refuseWarnedCommits(client);
  });
  pool.on('error', () => undefined);
  if (strict) refuseSecond(pool);
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool, close: async () => pool.end() };
}

/** Set while somebody holds a connection with a transaction open. */
const transaction = new AsyncLocalStorage<true>();

/**
 * Sixteen who each hold a connection and ask for another one wait for each other for ever. One who does so in a test is
 * told where.
 */
function refuseSecond(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  pool.connect = ((...args: unknown[]) => {
    if (transaction.getStore() === true) throw new Error('A second connection was asked for inside a transaction.');
    return connect(...args);
  }) as typeof pool.connect;
}

const INT8 = 20;
const DATE = 1082;

/** Ledger indices outgrow doubles, and civil dates have no time zone: both keep their meaning on the way in. */
const types = new pg.TypeOverrides();
types.setTypeParser(INT8, BigInt);
types.setTypeParser(DATE, (text) => text);

/**
 * One transaction; whatever throws rolls it back whole.
 * @throws Refusal kernel.outcome-unknown when nobody can tell whether it was committed: the same act with the same key,
 * done again, finds what is there.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const done = { work: false };
  const whole = async (tx: Tx) => {
    const result = await transaction.run(true, async () => work(tx));
    done.work = true;
    return result;
  };
  try {
    return await db.transaction().setIsolationLevel('read committed').execute(whole);
  } catch (error) {
    throw done.work ? failedCommit(error) : error;
  }
}
