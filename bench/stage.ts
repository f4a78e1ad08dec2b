import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, systemClock, type Database, type World } from '#kernel';
import { installationCrypto } from '../apps/cli/master-key.ts';
import { startCluster } from '../db/embedded/cluster.ts';
import { migrate } from '../db/migrate.ts';

/** A PostgreSQL of one's own for a bench, as the product starts it, and the keys of an installation. */
export interface Stage {
  readonly directory: string;
  readonly keys: string;
  readonly url: (database: string) => string;
  /** A new database, migrated, or a copy of another that nobody is connected to. */
  readonly create: (name: string, template?: string) => Promise<void>;
  /** Counts what is there, as autovacuum does for tables that grow more slowly: without it rows are looked for one by one. */
  readonly analyze: (name: string) => Promise<void>;
  /** Opens a database as the application does. */
  readonly open: (name: string) => Open;
  /** Ends the server and removes what it left. */
  readonly close: () => Promise<void>;
}

export interface Open {
  readonly world: World;
  readonly database: Database;
}

/** @param settings of PostgreSQL that differ from the product's, e.g. `fsync=off`; say so beside the figures. */
export async function openStage(settings: readonly string[] = []): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  const keys = join(directory, 'keys');
  const cluster = await startCluster(join(directory, 'postgres'), settings);
  const crypto = installationCrypto(keys);
  const run = async (text: string, database = 'postgres') => {
    const client = new pg.Client({ connectionString: cluster.url(database) });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  return {
    directory,
    keys,
    url: cluster.url,
    create: async (name, template) => {
      await run(`create database ${name}${template === undefined ? '' : ` template ${template} strategy file_copy`}`);
      if (template === undefined) await migrate(cluster.url(name));
    },
    analyze: async (name) => run('vacuum analyze', name),
    open: (name) => {
      const database = openDatabase(cluster.url(name));
      return { database, world: { db: database.db, clock: systemClock, crypto } };
    },
    close: async () => {
      await cluster.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** `1.25 ms` style figures: the share of `values` in the name lies at or below it. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Seconds that `work` took, and what it made. */
export async function timed<T>(work: () => Promise<T> | T): Promise<{ readonly seconds: number; readonly made: T }> {
  const start = performance.now();
  const made = await work();
  return { seconds: (performance.now() - start) / 1000, made };
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
