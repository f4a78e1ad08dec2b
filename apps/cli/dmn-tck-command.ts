import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { readCases, runCase, type Cases, type Verdict } from '#routing';
import { ModelDirectory } from './decision-models.ts';

const CANNOT = 2;
const ALL = 'all';

/** What became of one case of the suite. */
interface Row extends Verdict {
  readonly directory: string;
  readonly file: string;
  readonly id: string;
}

/**
 * `tongban dmn-tck DIR`: runs the public test suite of DMN, wherever it was unpacked. One line for each case,
 * `dir,testfile,caseId,SUCCESS|ERROR|IGNORED,message`; how many there were of each at the end, on stderr.
 */
export function dmnTckCommand([directory, ...more]: readonly string[]): number {
  if (directory === undefined || more.length > 0) return refuse('Usage: tongban dmn-tck DIR');
  const files = xmlFilesIn(directory);
  if (files === undefined) return refuse(`${directory} is not a directory that can be read.`);
  const counts = new Map<string, Map<Verdict['status'], number>>();
  for (const file of files) {
    for (const row of rowsOf(file, directory)) {
      process.stdout.write(`${[row.directory, row.file, row.id, row.status, row.message].map(csv).join(',')}\n`);
      const [level = ''] = row.directory.split('/');
      for (const name of new Set([level, ALL])) count(counts, name, row.status);
    }
  }
  if (counts.size === 0) return refuse(`There are no test cases in ${directory}.`);
  process.stderr.write(
    [...counts]
      .toSorted(allLast)
      .map(([name, of]) => `${name}: ${summary(of)}\n`)
      .join(''),
  );
  return (counts.get(ALL)?.get('ERROR') ?? 0) === 0 ? 0 : 1;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return CANNOT;
}

function xmlFilesIn(directory: string): readonly string[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.xml'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted();
  } catch {
    return undefined;
  }
}

function rowsOf(path: string, root: string): readonly Row[] {
  const read = casesIn(path);
  if (read === undefined) return [];
  const place = { directory: relative(root, dirname(path)).replaceAll('\\', '/'), file: basename(path, '.xml') };
  const model = new ModelDirectory(dirname(path)).open(read.model ?? `${place.file}.dmn`);
  return read.cases.map((asked) => {
    const verdict: Verdict =
      typeof model === 'string'
        ? { status: 'ERROR', message: `refused: ${model}` }
        : runCase(asked, model, { now: () => new Date() });
    return { ...place, id: asked.id, ...verdict };
  });
}

/** Other XML lies beside the cases. */
function casesIn(path: string): Cases | undefined {
  try {
    return readCases(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function allLast([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return Number(one === ALL) - Number(other === ALL);
}

function count(counts: Map<string, Map<Verdict['status'], number>>, name: string, status: Verdict['status']): void {
  const of = counts.get(name) ?? new Map<Verdict['status'], number>();
  counts.set(name, of.set(status, (of.get(status) ?? 0) + 1));
}

function summary(of: ReadonlyMap<Verdict['status'], number>): string {
  const all = of.values().reduce((total, one) => total + one, 0);
  const parts = (['SUCCESS', 'ERROR', 'IGNORED'] as const).map((status) => `${of.get(status) ?? 0} ${status}`);
  return `${all} cases, ${parts.join(', ')}`;
}

function csv(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
