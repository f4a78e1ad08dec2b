import { readFileSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { exportRoute, importRoute, type Imported, type Problem } from '#routing';
import { sentences } from './route-sentences.ts';

const FOUND = 1;
const CANNOT = 2;
const MOST_BYTES = 64_000_000;
const USAGE = 'Usage: tongban route check FILE… | tongban route roundtrip FILE\n';

type Code = keyof typeof sentences;

/** `tongban route check|roundtrip`: whether models can be routes, and what a route is when it is written again. */
export async function routeCommand([verb, ...files]: readonly string[]): Promise<number> {
  if (verb === 'check' && files.length > 0) return checkAll(files);
  const [file, ...more] = files;
  if (verb === 'roundtrip' && file !== undefined && more.length === 0) return roundtrip(file);
  process.stderr.write(USAGE);
  return CANNOT;
}

async function checkAll(files: readonly string[]): Promise<number> {
  let worst = 0;
  for (const file of files) worst = Math.max(worst, await check(file));
  return worst;
}

async function check(file: string): Promise<number> {
  const bytes = contents(file);
  if (bytes === undefined) return cannotRead(file);
  const read = await importRoute(bytes);
  if ('route' in read) process.stdout.write(`${file}: OK\n`);
  else process.stdout.write(report(file, read.refusals));
  return 'route' in read ? 0 : FOUND;
}

async function roundtrip(file: string): Promise<number> {
  const bytes = contents(file);
  if (bytes === undefined) return cannotRead(file);
  const read = await importRoute(bytes);
  if (!('route' in read)) {
    process.stderr.write(report(file, read.refusals));
    return FOUND;
  }
  const xml = await exportRoute(read.route);
  if (!isSame(read, await importRoute(xml))) {
    process.stderr.write(`${file}: what was written is not the same route.\n`);
    return FOUND;
  }
  process.stdout.write(xml);
  return 0;
}

function isSame(one: Imported, other: Imported): boolean {
  return isDeepStrictEqual(one, other);
}

function report(file: string, problems: readonly Problem<Code>[]): string {
  return [`${file}: REFUSED`, ...problems.map(line), ''].join('\n');
}

function line({ code, element, line, detail }: Problem<Code>): string {
  const place = [element ?? '-', ...(line === undefined ? [] : [`line ${line}`])].join(', ');
  return `  ${place}: ${sentences[code]}${detail === undefined ? '' : ` (${detail})`} [${code}]`;
}

function contents(file: string): Uint8Array | undefined {
  try {
    return statSync(file).size <= MOST_BYTES ? readFileSync(file) : new Uint8Array(MOST_BYTES);
  } catch {
    return undefined;
  }
}

function cannotRead(file: string): number {
  process.stdout.write(`${file}: cannot be read.\n`);
  return CANNOT;
}
