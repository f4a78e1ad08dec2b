import { readFileSync, statSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { checkRoute, exportRoute, importRoute, isFeel, readSpan, type Problem, type Route, type Span } from '#routing';
import { sentences } from './route-sentences.ts';

const FOUND = 1;
const CANNOT = 2;
const MOST_BYTES = 64_000_000;
const USAGE =
  'Usage: tongban route check FILE… [--promise "20 workday"] | tongban route roundtrip FILE | tongban route replay [FILE…]\n';

type Code = keyof typeof sentences;

/**
 * `tongban route check|roundtrip|replay`: whether models can be routes, what a route is when it is written again, and
 * whether cases that are under way would go today where they went.
 */
export async function routeCommand([verb, ...args]: readonly string[]): Promise<number> {
  const asked = argumentsOf(args);
  const [file, ...more] = asked?.files ?? [];
  if (verb === 'replay' && asked !== undefined && asked.promised === undefined)
    return (await import('./route-replay.ts')).replayCommand(asked.files);
  if (asked !== undefined && file !== undefined) {
    if (verb === 'check') return checkAll(asked);
    if (verb === 'roundtrip' && more.length === 0 && asked.promised === undefined) return roundtrip(file);
  }
  process.stderr.write(USAGE);
  return CANNOT;
}

interface Asked {
  readonly files: readonly string[];
  readonly promised: Span | undefined;
}

function argumentsOf(args: readonly string[]): Asked | undefined {
  try {
    const { positionals: files, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { promise: { type: 'string' } },
    });
    const promised = readSpan(values.promise ?? '');
    return promised === undefined && values.promise !== undefined ? undefined : { files, promised };
  } catch {
    return undefined;
  }
}

async function checkAll({ files, promised }: Asked): Promise<number> {
  let worst = 0;
  for (const file of files) worst = Math.max(worst, await check(file, promised));
  return worst;
}

async function check(file: string, promised: Span | undefined): Promise<number> {
  const bytes = contents(file);
  if (bytes === undefined) return cannotRead(file);
  const read = await importRoute(bytes);
  const problems =
    'route' in read
      ? placed(checkRoute(read.route, { isCondition: (text) => isFeel(text), promised }), read)
      : read.refusals;
  process.stdout.write(problems.length === 0 ? `${file}: OK\n` : report(file, problems));
  return problems.length === 0 ? 0 : FOUND;
}

function placed(
  problems: readonly Problem<Code>[],
  { lines }: { readonly lines: ReadonlyMap<string, number> },
): readonly Problem<Code>[] {
  return problems.map((problem) => {
    const line = lines.get(problem.element ?? '');
    return line === undefined ? problem : { ...problem, line };
  });
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
  if (!(await isSame(read.route, xml))) {
    process.stderr.write(`${file}: what was written is not the same route.\n`);
    return FOUND;
  }
  process.stdout.write(xml);
  return 0;
}

async function isSame(route: Route, xml: string): Promise<boolean> {
  const again = await importRoute(xml);
  return 'route' in again && isDeepStrictEqual(again.route, route);
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
