// Prints the test files under the given paths, or all of the project's: `bin/node testing/test-files.ts [PATH…]`.
// `node --test` with a pattern that matches nothing succeeds: here that is an error.
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const EVERYTHING = ['modules', 'db', 'testing', 'apps', 'e2e'];
const asked = process.argv.slice(2);

function filesOf(path: string): readonly string[] {
  const found = isDirectory(path) ? globSync(`${path}/**/*.test.ts`, { cwd: ROOT, exclude: skipped }) : [path];
  if (found.length > 0) return found;
  process.stderr.write(`There is no *.test.ts in ${path}.\n`);
  process.exit(1);
}

function skipped(path: string): boolean {
  return path.includes('node_modules') || path.includes('apps/web/build') || path.includes('.svelte-kit');
}

function isDirectory(path: string): boolean {
  const entry = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (entry !== undefined) return entry.isDirectory();
  process.stderr.write(`There is no ${path}.\n`);
  return process.exit(1);
}

const paths = asked.length > 0 ? asked : EVERYTHING;
process.stdout.write(`${paths.flatMap(filesOf).toSorted().join('\n')}\n`);
