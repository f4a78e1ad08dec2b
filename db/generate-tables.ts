// bin/db tables: writes what the migrations make, db/tables.ts and db/schema.sql. bin/db check: fails if they differ.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { describeSchema } from './describe-schema.ts';

const root = join(import.meta.dirname, '..');

const database = await freshDatabase();
try {
  if (process.argv[2] === 'check') await check(database);
  else await write(database, join(root, 'db'));
} finally {
  await database.close();
}

async function write({ url, ownerPool }: TestDatabase, directory: string): Promise<void> {
  writeFileSync(join(directory, 'schema.sql'), await describeSchema(ownerPool));
  const program = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js');
  const options = {
    url,
    dialect: 'postgres',
    'out-file': join(directory, 'tables.ts'),
    'exclude-pattern': '{graphile_worker,public}.*',
    'date-parser': 'string',
    'type-mapping': JSON.stringify({ int8: 'bigint' }),
    singularize: 'false',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  execFileSync(process.execPath, [program, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function check(database: TestDatabase): Promise<void> {
  const draft = mkdtempSync(join(tmpdir(), 'tongban-schema-'));
  await write(database, draft);
  const stale = ['tables.ts', 'schema.sql'].filter((name) => text(draft, name) !== text(join(root, 'db'), name));
  rmSync(draft, { recursive: true });
  if (stale.length === 0) return;
  process.stderr.write(`db/${stale.join(' and db/')} do not fit the migrations: run bin/db tables.\n`);
  process.exitCode = 1;
}

function text(directory: string, name: string): string {
  return readFileSync(join(directory, name), 'utf8');
}
