import { z } from 'zod';
import type { OfficerId } from '#identity';
import { Recent, type Db, type Tx } from '#kernel';
import { FigureRow } from './figure-rows.ts';
import type { MonthName } from './month.ts';
import { readDocument, type ReleaseDocument } from './release-document.ts';

/** One release of a month, without its figures. */
export interface ReleaseName {
  readonly month: MonthName;
  readonly number: number;
  readonly at: Date;
  readonly reason?: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

export interface NewRelease {
  readonly month: MonthName;
  readonly number: number;
  readonly at: Date;
  readonly bytes: Buffer;
  readonly correction?: { readonly by: OfficerId; readonly reason: string };
}

/** Nobody overwrites what was published: of two that publish at once, one does. @returns whether it did */
export async function insertRelease(
  db: Db | Tx,
  { month, number, at, bytes, correction }: NewRelease,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('analytics.release')
    .values({
      month,
      number,
      published_at: at,
      document: bytes,
      reason: correction?.reason ?? null,
      corrected_by: correction?.by ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Every release of some months or of all, the newest month first, and of a month the newest release. */
export async function releaseNames(db: Db | Tx, month?: MonthName): Promise<readonly ReleaseName[]> {
  const all = db
    .selectFrom('analytics.release')
    .select(['month', 'number', 'published_at', 'reason', 'sha256'])
    .orderBy('month', 'desc')
    .orderBy('number', 'desc');
  const rows = await (month === undefined ? all : all.where('month', '=', month)).execute();
  return rows.map((row) => ({
    month: row.month as MonthName,
    number: row.number,
    at: row.published_at,
    sha256: row.sha256.toString('hex'),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }));
}

/** The very bytes of a release. */
export async function releaseBytes(
  db: Db,
  { month, number }: Pick<ReleaseName, 'month' | 'number'>,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('analytics.release')
    .select('document')
    .where('month', '=', month)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.document;
}

/** What never changes is read once; five years of months. */
const read = new Recent<string, ReleaseDocument>(60);

/** The figures of a release. */
export async function releaseDocument(db: Db, name: ReleaseName): Promise<ReleaseDocument> {
  const known = read.get(name.sha256);
  if (known !== undefined) return known;
  const bytes = await releaseBytes(db, name);
  if (bytes === undefined) throw new Error(`There is no release ${name.number} of ${name.month}.`);
  const document = readDocument(bytes);
  read.set(name.sha256, document);
  return document;
}

/** How a release came out when it was counted again. */
export interface ReleaseCheck {
  readonly month: MonthName;
  readonly number: number;
  readonly at: Date;
  /** The rows that came out, where they are others than those that were published. */
  readonly differing?: readonly FigureRow[];
}

export async function keepCheck(db: Db, { month, number, at, differing }: ReleaseCheck): Promise<void> {
  const found = { checked_at: at, differing: differing === undefined ? null : JSON.stringify(differing) };
  await db
    .insertInto('analytics.release_check')
    .values({ month, number, ...found })
    .onConflict((conflict) => conflict.columns(['month', 'number']).doUpdateSet(found))
    .execute();
}

/** The last checks, of a month or of all. */
export async function releaseChecks(db: Db | Tx, month?: MonthName): Promise<readonly ReleaseCheck[]> {
  const all = db.selectFrom('analytics.release_check').selectAll();
  const rows = await (month === undefined ? all : all.where('month', '=', month)).execute();
  return rows.map((row) => ({
    month: row.month as MonthName,
    number: row.number,
    at: row.checked_at,
    ...(row.differing === null ? {} : { differing: z.array(FigureRow).parse(row.differing) }),
  }));
}
