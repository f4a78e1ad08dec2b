import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { runMigrations as migrateWorker } from 'graphile-worker';
import pg from 'pg';

const DIRECTORY = new URL('./migrations/', import.meta.url);
const ROLES = new URL('./roles.sql', import.meta.url);

/** Serialises migrating programs that start at the same time. */
const LOCK = 7_305_307;

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The numbered migrations of this program, in order. */
export function migrations(): readonly Migration[] {
  return readdirSync(DIRECTORY)
    .filter((name) => /^\d{4}_[a-z0-9-]+\.sql$/.test(name))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(new URL(name, DIRECTORY), 'utf8') }));
}

/** Changes with every migration and role change; names the template database of the tests. */
export function schemaFingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(ROLES));
  for (const { name, sql } of migrations()) hash.update(name).update(sql);
  return hash.digest('hex').slice(0, 12);
}

/** The database was migrated by a later version of the program: going on could damage it. */
export class SchemaNewer extends Error {
  override readonly name = 'SchemaNewer';
  constructor(migration: string) {
    super(`The database was written by a newer version of Tongban (migration ${migration}): install that version.`);
  }
}

/**
 * Brings the database at `url` to this program's schema and sets the rights of the application's role.
 * Forward only; each migration is a transaction that claims its own row. Running it again does nothing.
 * @returns the names of the migrations that were applied.
 * @throws SchemaNewer
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create table if not exists public.migration (
      name text primary key, applied_at timestamptz not null default now())`);
    const pending = await unapplied(client);
    for (const migration of pending) await apply(client, migration);
    await migrateWorker({ connectionString: url, noHandleSignals: true });
    await client.query(readFileSync(ROLES, 'utf8'));
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function unapplied(client: pg.Client): Promise<readonly Migration[]> {
  const known = migrations();
  const { rows } = await client.query<{ name: string }>('select name from public.migration order by name');
  const foreign = rows.find((row) => !known.some(({ name }) => name === row.name));
  if (foreign !== undefined) throw new SchemaNewer(foreign.name);
  return known.filter(({ name }) => !rows.some((row) => row.name === name));
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query('insert into public.migration (name) values ($1)', [name]);
    await client.query(sql);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${String(cause)}`, { cause });
  }
}
