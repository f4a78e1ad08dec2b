import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { migrate, migrations, SchemaNewer } from './migrate.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

const OWN = `n.nspname !~ '^(pg_|information_schema|graphile_worker|public)'`;

async function names(query: string): Promise<readonly string[]> {
  const { rows } = await database.ownerPool.query<{ name: string }>(query);
  return rows.map(({ name }) => name);
}

test('migrations are numbered once each', () => {
  const numbers = migrations().map(({ name }) => name.slice(0, 4));
  assert.equal(new Set(numbers).size, numbers.length);
});

test('migrating again changes nothing, also when two start at once', async () => {
  assert.deepEqual(await Promise.all([migrate(database.url), migrate(database.url)]), [[], []]);
});

test('every table says what it is for, and every constraint has been given a name', async () => {
  const silent = await names(`select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v') and ${OWN} and obj_description(c.oid, 'pg_class') is null`);
  assert.deepEqual(silent, []);
  const unnamed = await names(`select k.conname as name
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('c', 'u') and ${OWN} and k.conname ~ ('^' || c.relname || '_.*_(check|key)[0-9]*$')`);
  assert.deepEqual(unnamed, []);
});

test('the application’s role cannot rewrite a table of evidence', async () => {
  const writable = await names(`select n.nspname || '.' || c.relname as name
    from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where g.tgname = 'append_only' and (has_table_privilege('tongban_app', c.oid, 'update')
      or has_table_privilege('tongban_app', c.oid, 'delete') or has_table_privilege('tongban_app', c.oid, 'truncate'))`);
  assert.deepEqual(writable, []);
});

test('a database that a newer version has migrated is left alone', async () => {
  await database.ownerPool.query(`insert into public.migration (name) values ('9999_from-the-future.sql')`);
  await assert.rejects(migrate(database.url), SchemaNewer);
  await database.ownerPool.query(`delete from public.migration where name like '9999%'`);
});
