import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importItems, retryRejected, type ImportCounts, type LineReport } from '#catalogue';
import { translator, type World } from '#kernel';

const t = translator();

/** Where the report goes: one line of text at a time. */
export type Print = (text: string) => void;

/**
 * `tongban import catalogue --format gdzwfw FILE [--json]`, or `--retry` for the lines that were kept.
 * @returns the exit code: 0 also when single lines were not taken, because the report says which; 1 if nothing ran.
 */
export async function importCatalogueCommand(
  app: Pick<World, 'db' | 'clock'>,
  args: readonly string[],
  print: Print = console.log,
): Promise<number> {
  const options = readArguments(args);
  if (options === undefined) {
    print(t('catalogue.import.usage'));
    return 1;
  }
  const onLine = (report: LineReport) => print(options.json ? JSON.stringify(report) : sentence(report));
  try {
    const counts =
      options.file === undefined
        ? await retryRejected(app, onLine)
        : await importItems(app, { name: basename(options.file), chunks: bytesOf(options.file) }, onLine);
    print(options.json ? JSON.stringify({ counts }) : summary(counts));
    return 0;
  } catch (error) {
    if (!isFileError(error) || options.file === undefined) throw error;
    print(t('catalogue.import.unreadable', { file: options.file, reason: error.code }));
    return 1;
  }
}

interface Options {
  readonly json: boolean;
  /** Absent for a retry. */
  readonly file?: string;
}

function readArguments(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string' }, json: { type: 'boolean' }, retry: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    const isRetry = values.retry === true;
    if (values.format !== 'gdzwfw' || more.length > 0 || isRetry === (file !== undefined)) return undefined;
    return { json: values.json === true, ...(file === undefined ? {} : { file }) };
  } catch {
    return undefined;
  }
}

/** Opens the file when it is first read: a stream that fails before anybody listens would end the process. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file) as AsyncIterable<Buffer>;
}

function sentence({ line, outcome, item = '', repairs, rejection }: LineReport): string {
  if (rejection !== undefined) {
    return t('catalogue.import.rejected', { line, item, why: t(rejection.code, rejection.values) });
  }
  if (outcome === 'unchanged' || repairs.length === 0) return t(`catalogue.import.${outcome}`, { line, item });
  const how = repairs.map(({ code, values }) => t(code, values)).join('; ');
  return t('catalogue.import.repaired', { line, item, how });
}

function summary(counts: ImportCounts): string {
  const { lines, imported, repaired, unchanged, rejected, reasons } = counts;
  return [
    t('catalogue.import.counts', { lines, imported, repaired, unchanged, rejected }),
    ...Object.entries(reasons).map(([code, count]) => t('catalogue.import.reason', { code, count })),
    ...(rejected > 0 ? [t('catalogue.import.kept')] : []),
  ].join('\n');
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
