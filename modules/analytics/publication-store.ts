import { sql } from 'kysely';
import type { Db } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import type { LeafIndex } from '#ledger';
import { PublicFigures } from './public-figures.ts';

/** A process map as it was published. */
export interface Publication {
  readonly version: ItemVersionId;
  readonly number: number;
  /** Of cases whose last leaf comes after this one; absent for the first. */
  readonly after?: LeafIndex;
  readonly upTo: LeafIndex;
  readonly at: Date;
  readonly figures: PublicFigures;
}

/** Nobody overwrites what was published: of two that publish at once, one does. @returns whether it did */
export async function insertPublication(db: Db, publication: Publication): Promise<boolean> {
  const { version, number, after = null, upTo, at, figures } = publication;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('analytics.publication')
    .values({
      item_version_id: version,
      number,
      after_index: after,
      up_to_index: upTo,
      published_at: at,
      figures: JSON.stringify(figures),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** One publication of a version: the newest, or the one with this number. */
export async function publicationOf(db: Db, version: ItemVersionId, number?: number): Promise<Publication | undefined> {
  const all = db.selectFrom('analytics.publication').selectAll().where('item_version_id', '=', version);
  const row = await (number === undefined ? all : all.where('number', '=', number))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      version,
      number: row.number,
      upTo: row.up_to_index,
      at: row.published_at,
      figures: PublicFigures.parse(row.figures),
      ...(row.after_index === null ? {} : { after: row.after_index }),
    }
  );
}

export interface PublishedMap {
  readonly version: ItemVersionId;
  readonly number: number;
  readonly at: Date;
}

/** Which maps there are of some versions, without their figures, newest first. */
export async function publishedMaps(
  db: Db,
  versions: readonly ItemVersionId[],
  most: number,
): Promise<readonly PublishedMap[]> {
  const { rows } = await sql<PublishedMap>`
    select item_version_id as version, number, published_at as at from analytics.publication
    where item_version_id = any(${[...versions]}::bigint[])
    order by published_at desc, item_version_id desc limit ${most}`.execute(db);
  return rows;
}

/** The maps that were published last, of whatever services. */
export async function latestMaps(db: Db, most: number): Promise<readonly PublishedMap[]> {
  const { rows } = await sql<PublishedMap>`
    select item_version_id as version, number, published_at as at from analytics.publication
    order by published_at desc, item_version_id desc limit ${most}`.execute(db);
  return rows;
}
