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

export interface Workshop {
  /** The repository. */
  readonly root: string;
  readonly build: () => Promise<void>;
}

const here: Workshop = { root: ROOT, build: viteBuild };

/** Builds the web app if its sources are not those of the last build. @returns whether it built. */
export async function buildPages({ root, build }: Workshop = here): Promise<boolean> {
  return onlyOne(join(root, '.cache/build-pages.lock'), async () => {
    const digest = sourceDigest(root);
    if (readStamp(root) === digest) return false;
    await build();
    writeFileSync(join(root, STAMP), digest);
    return true;
  });
}

function sourceDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: root }).toSorted()) {
    if (!statSync(join(root, file)).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function readStamp(root: string): string | undefined {
  try {
    return readFileSync(join(root, STAMP), 'utf8');
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
