import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, softwareCrypto, stoppedClock, type Clock, type Database, type World } from '#kernel';
import { migrate, schemaFingerprint } from '../db/migrate.ts';
import { testCluster, type UrlOf } from './cluster.ts';

export interface TestDatabase extends Database {
  readonly url: string;
  /** The same database as its owner, for tests that play a dishonest administrator. */
  readonly ownerPool: pg.Pool;
}

const TEMPLATE_LOCK = 530_700;

/** A migrated, empty database of one's own, cloned from a template; call `close` in `after`. */
export async function freshDatabase(): Promise<TestDatabase> {
  const url = await testCluster();
  return clone(url, await ensureTemplate(url));
}

/** A copy of a database to which nobody is connected: a backup that can be worked with. */
export async function copyOf({ url: source }: Pick<TestDatabase, 'url'>): Promise<TestDatabase> {
  return clone(await testCluster(), new URL(source).pathname.slice(1));
}

async function clone(url: UrlOf, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdmin(url('postgres'), (admin) =>
    admin.query(`create database ${name} template ${template} strategy wal_log`),
  );
  const database = openDatabase(url(name), { strict: true });
  const ownerPool = new pg.Pool({ connectionString: url(name), max: 2 });
  // A pool has ended before its connections have: dropping the database may still cut one off.
  ownerPool.on('error', () => undefined);
  return {
    ...database,
    url: url(name),
    ownerPool,
    close: async () => {
      await Promise.all([database.close(), ownerPool.end()]);
      await withAdmin(url('postgres'), (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** A world for use cases under test: fresh keys and, unless told otherwise, a clock that stands on a working Monday. */
export function testWorld(database: Database, clock: Clock = stoppedClock('2026-11-23T02:00:00Z')): World {
  return { db: database.db, clock, crypto: softwareCrypto(randomBytes(32)) };
}

async function ensureTemplate(url: UrlOf): Promise<string> {
  const name = `template_${schemaFingerprint()}`;
  await withAdmin(url('postgres'), async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `draft_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${draft}`);
    await migrate(url(draft));
    await admin.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
