import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';

const root = join(import.meta.dirname, '..');
/** Tables that others may join, because they hold public facts alone (ARCHITECTURE.md, Data). */
const open = ['identity.unit'];
/** In the order in which they may know each other. */
const modules = [
  'kernel',
  'ledger',
  'identity',
  'catalogue',
  'materials',
  'forms',
  'clocks',
  'queue',
  'routing',
  'publishing',
  'cases',
  'bundles',
  'supervision',
  'notifications',
  'analytics',
];

let database: TestDatabase;
let tables: readonly string[];
before(async () => {
  database = await freshDatabase();
  const { rows } = await database.ownerPool.query<{ name: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'v', 'S') and n.nspname = any($1)`,
    [modules],
  );
  tables = rows.map(({ name }) => name);
});
after(async () => database.close());

/** Tables of other modules that a source names in SQL or in Kysely; files may be called like a table. */
function foreign({ path, text }: { readonly path: string; readonly text: string }): readonly string[] {
  const owner = /^modules\/([^/]+)\//.exec(path)?.[1];
  return tables
    .filter((table) => !open.includes(table) && table.split('.')[0] !== owner)
    .filter((table) => {
      const [schema = '', name = ''] = table.split('.');
      const named = `${schema}\\."?${name}"?`;
      const inSql = new RegExp(`\\b(from|join|into|update|references)\\s+(only\\s+)?${named}(?![\\w.(])`, 'i');
      const inKysely = new RegExp(`(From|Into|Table|Join|from)\\(\\s*['"]${schema}\\.${name}(\\s+as\\s+\\w+)?['"]`);
      return inSql.test(text) || inKysely.test(text);
    });
}

test('a table of another module is noticed, however it is named', () => {
  const by = (text: string) => foreign({ path: 'modules/notifications/x.ts', text });
  assert.deepEqual(by('select data_key from cases."case" where'), ['cases.case']);
  assert.deepEqual(by("db\n.selectFrom('cases.case as c')"), ['cases.case']);
  assert.deepEqual(by("select nextval('x'), 1 from a join queue.ticket t on true"), ['queue.ticket']);
  assert.deepEqual(by("db.insertInto('identity.access_log')"), ['identity.access_log']);
  assert.deepEqual(by('select from notifications.message join identity.unit u on true'), []);
  assert.deepEqual(by("import { unit } from 'x'; // from cases.casework"), []);
});

test('every module reads and writes its own tables only; programs that serve them have none', () => {
  const sources = ['modules/**/*.ts', 'apps/**/*.ts', 'apps/web/src/**/*.svelte']
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((path) => !/\.svelte-kit|node_modules|\/build\/|\.test\.ts$|\/testing(\.ts$|\/)/.test(path));
  assert.ok(sources.length > 200);
  const found = sources.flatMap((path) =>
    foreign({ path, text: readFileSync(join(root, path), 'utf8') }).map((table) => `${path}: ${table}`),
  );
  assert.deepEqual(found, []);
});

test('foreign keys point to the left only', async () => {
  const { rows } = await database.ownerPool.query<{ from: string; to: string; name: string }>(
    `select o.nspname as from, t.nspname as to, k.conname as name from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_namespace o on o.oid = c.relnamespace
     join pg_class r on r.oid = k.confrelid join pg_namespace t on t.oid = r.relnamespace
     where k.contype = 'f' and o.nspname = any($1)`,
    [modules],
  );
  assert.ok(rows.length > 20);
  assert.deepEqual(
    rows.filter(({ from, to }) => modules.indexOf(to) > modules.indexOf(from)),
    [],
  );
});
