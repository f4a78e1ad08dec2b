import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onlyOne } from './only-one.ts';
import { StartUpError } from './start-up-error.ts';

const ROOT = join(import.meta.dirname, '../..');
const STAMP = 'apps/web/build/.digest';
const SOURCES = [
  'apps/web/src/**',
  'apps/web/static/**',
  'apps/web/*.{ts,js,json}',
  'locales/**',
  // What the script of /verify is made of.
  'modules/{tlog,audit}/*.ts',
  'package-lock.json',
  'package.json',
];

/** Builds the web app if its sources are not those of the last build. @returns whether it built. */
export async function buildPages(): Promise<boolean> {
  return onlyOne(join(ROOT, '.cache/build-pages.lock'), async () => {
    const digest = sourceDigest();
    if (readStamp() === digest) return false;
    await viteBuild();
    writeFileSync(join(ROOT, STAMP), digest);
    return true;
  });
}

function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted()) {
    if (!statSync(join(ROOT, file)).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function readStamp(): string | undefined {
  try {
    return readFileSync(join(ROOT, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

/** In a process of its own, so that what building needs of memory is given back. */
async function viteBuild(): Promise<void> {
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'];
  const { NODE_ENV: _unset, ...env } = process.env;
  const vite = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  vite.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  vite.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => vite.once('close', resolve));
  if (status !== 0) throw new StartUpError(`The pages could not be built.\n${output.trim()}`);
}
