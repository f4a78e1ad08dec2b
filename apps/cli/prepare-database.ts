import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startCluster } from '../../db/embedded/cluster.ts';
import { migrate } from '../../db/migrate.ts';
import type { Config } from './config.ts';
import { databaseProblem } from './database-problem.ts';
import { StartUpError } from './start-up-error.ts';

/** A migrated database and how to leave it. */
export interface PreparedDatabase {
  readonly url: string;
  readonly embedded: boolean;
  /** Ends the embedded server, unless another program works with it. */
  readonly release: () => Promise<void>;
}

const NAME = 'tongban';
const OLDEST = 150_000;

/**
 * Starts or reaches PostgreSQL and brings it to this program's schema.
 * @throws StartUpError in one sentence for everything that an operator can mend.
 */
export async function prepareDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDirectory'>,
): Promise<PreparedDatabase> {
  const { databaseUrl } = config;
  const prepared =
    databaseUrl === undefined
      ? await embedded(config.dataDirectory)
      : { url: databaseUrl, embedded: false, release: async () => Promise.resolve() };
  try {
    await requireVersion(prepared.url);
    await migrate(prepared.url);
    return prepared;
  } catch (error) {
    await prepared.release();
    throw databaseProblem(error, prepared.url);
  }
}

async function embedded(dataDirectory: string): Promise<PreparedDatabase> {
  const cluster = await startCluster(join(dataDirectory, 'postgres')).catch((cause: unknown) => {
    throw new StartUpError(cause instanceof Error ? cause.message : String(cause), { cause });
  });
  const admin = cluster.url('postgres');
  await query(admin, `select from pg_database where datname = '${NAME}'`).then(async ({ rowCount }) => {
    if (rowCount === 0) await query(admin, `create database ${NAME}`);
  });
  const release = async () => {
    if (!(await isInUse(admin))) await cluster.stop();
  };
  return { url: cluster.url(NAME), embedded: true, release };
}

/**
 * The last program to leave puts out the light: an import and a server may share the embedded database. Connections that
 * were just closed can be seen for a moment longer.
 */
async function isInUse(admin: string): Promise<boolean> {
  const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  for (let tries = 0; tries < 10; tries += 1) {
    const { rowCount } = await query(admin, others).catch(() => ({ rowCount: 0 }));
    if (rowCount === 0) return false;
    await sleep(100);
  }
  return true;
}

async function requireVersion(url: string): Promise<void> {
  const { rows } = await query(url, 'show server_version_num');
  const version = Number(Object.values(rows[0] ?? {})[0]);
  if (version < OLDEST)
    throw new StartUpError(
      `The database is PostgreSQL ${Math.floor(version / 10_000)}; Tongban needs 15 or later: upgrade the server.`,
    );
}

async function query(url: string, text: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query<Record<string, unknown>>(text);
  } finally {
    await client.end();
  }
}
