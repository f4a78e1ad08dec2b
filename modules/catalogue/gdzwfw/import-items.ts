import { inTransaction, type Tx, type World } from '#kernel';
import { digestOf, publish } from '../publish.ts';
import { lockCatalogue } from '../store.ts';
import { examineLine, type ExaminedLine } from './examine-line.ts';
import { keepRejected, recordRun, settleRejected, type RejectedLine } from './import-store.ts';
import { LINE_LIMIT, readLines } from './lines.ts';
import { tally, type ImportCounts, type LineReport } from './report.ts';

/** Measured on 2,262 real lines: statements for 200 lines at once cost a tenth of one line at a time. */
const BATCH = 200;

export interface ImportFile {
  /** For the records only. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes in the longest line that is taken; 1 MiB unless told otherwise. */
  readonly lineLimit?: number;
}

export type OnLine = (report: LineReport) => void;

/**
 * Reads a hand-over in the format of 广东政务服务网: one JSON object a line, UTF-8. Good lines become versions of
 * items, lines that cannot be taken are kept with their reason, and the same file again changes nothing.
 *
 * One transaction: if anything but a line is wrong (database gone, file unreadable half-way), nothing has happened.
 * @param onLine called for every line in order, before the commit.
 */
export async function importItems(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  file: ImportFile,
  onLine: OnLine = () => undefined,
): Promise<ImportCounts> {
  return inTransaction(db, async (tx) => {
    await lockCatalogue(tx);
    const run = new ImportRun(tx, { fileName: file.name, at: clock.now() }, onLine);
    let batch: ExaminedLine[] = [];
    for await (const line of readLines(file.chunks, file.lineLimit ?? LINE_LIMIT)) {
      batch.push(examineLine(line));
      if (batch.length < BATCH) continue;
      await run.take(batch);
      batch = [];
    }
    await run.take(batch);
    return run.finish();
  });
}

class ImportRun {
  readonly #tx: Tx;
  readonly #origin: { readonly fileName: string; readonly at: Date };
  readonly #onLine: OnLine;
  readonly #tally = tally();
  /** Digest of what this file said about each item, and in which line. */
  readonly #seen = new Map<string, { readonly digest: string; readonly line: number }>();
  #kept = 0;

  constructor(tx: Tx, origin: { readonly fileName: string; readonly at: Date }, onLine: OnLine) {
    this.#tx = tx;
    this.#origin = origin;
    this.#onLine = onLine;
  }

  async take(batch: readonly ExaminedLine[]): Promise<void> {
    const lines = batch.map((line) => this.#compare(line));
    const publications = lines.flatMap(({ publication, repeated }) =>
      publication === undefined || repeated ? [] : [publication],
    );
    const changed = await publish(this.#tx, publications, this.#origin.at);
    await settleRejected(this.#tx, [...changed], this.#origin.at);
    this.#kept += await keepRejected(this.#tx, lines.flatMap(asRejected), this.#origin);
    for (const line of lines) this.#report(line, changed);
  }

  async finish(): Promise<ImportCounts> {
    const counts = this.#tally.counts();
    if (counts.imported > 0 || this.#kept > 0) await recordRun(this.#tx, counts, this.#origin);
    return counts;
  }

  /** A second line about one item: the same again is harmless, something else is a contradiction. */
  #compare(examined: ExaminedLine): ComparedLine {
    const { line, publication } = examined;
    if (publication === undefined) return { ...examined, repeated: false };
    const digest = digestOf(publication);
    const before = this.#seen.get(publication.id);
    if (before === undefined) {
      this.#seen.set(publication.id, { digest, line: line.no });
      return { ...examined, repeated: false };
    }
    if (before.digest === digest) return { ...examined, repeated: true };
    const rejection = { code: 'catalogue.line.duplicate', values: { first: before.line } } as const;
    return { line, repairs: [], rejection, repeated: false };
  }

  #report({ line, publication, repairs, rejection, repeated }: ComparedLine, changed: ReadonlySet<string>): void {
    const isNew = publication !== undefined && !repeated && changed.has(publication.id);
    const item = publication?.id ?? rejection?.item;
    const report: LineReport = {
      line: line.no,
      outcome: rejection === undefined ? (isNew ? 'imported' : 'unchanged') : 'rejected',
      repairs,
      ...(item === undefined ? {} : { item }),
      ...(rejection === undefined ? {} : { rejection }),
    };
    this.#tally.add(report);
    this.#onLine(report);
  }
}

interface ComparedLine extends ExaminedLine {
  readonly repeated: boolean;
}

function asRejected({ line, rejection }: ExaminedLine): readonly RejectedLine[] {
  return rejection === undefined ? [] : [{ line, rejection }];
}
