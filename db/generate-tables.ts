// Writes db/tables.ts from a freshly migrated database: `bin/db tables`.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { freshDatabase } from '#testing/fresh-database';

const root = join(import.meta.dirname, '..');
const database = await freshDatabase();
try {
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--url',
      database.url,
      '--dialect',
      'postgres',
      '--out-file',
      process.argv[2] ?? join(root, 'db/tables.ts'),
      '--exclude-pattern',
      '{graphile_worker,public}.*',
      '--date-parser',
      'string',
      '--type-mapping',
      JSON.stringify({ int8: 'bigint' }),
      '--singularize',
      'false',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
} finally {
  await database.close();
}
