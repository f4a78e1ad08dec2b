import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import type { OfficerId } from '#identity';
import { BundleDefinition } from './definition.ts';

export interface BundleVersion {
  readonly version: number;
  readonly definition: BundleDefinition;
}

interface DefinitionRow {
  readonly version: number;
  readonly content: unknown;
}

const toVersion = ({ version, content }: DefinitionRow): BundleVersion => ({
  version,
  definition: BundleDefinition.parse(content),
});

/** The bundles in force: of each the highest version that was published. */
export async function bundlesInForce(db: Db | Tx): Promise<readonly BundleVersion[]> {
  const { rows } = await sql<DefinitionRow>`
    select distinct on (d.bundle) d.version, d.content from bundles.definition d
    join bundles.publication p on p.bundle = d.bundle and p.version = d.version
    order by d.bundle, d.version desc`.execute(db);
  return rows.map(toVersion);
}

export async function bundleInForce(db: Db | Tx, bundle: string): Promise<BundleVersion | undefined> {
  const { rows } = await sql<DefinitionRow>`
    select d.version, d.content from bundles.definition d
    join bundles.publication p on p.bundle = d.bundle and p.version = d.version
    where d.bundle = ${bundle.replaceAll('\0', '')} order by d.version desc limit 1`.execute(db);
  return rows.map(toVersion)[0];
}

/** A bundle as it was when it was filed. */
export async function bundleVersion(db: Db | Tx, bundle: string, version: number): Promise<BundleDefinition> {
  const row = await db
    .selectFrom('bundles.definition')
    .select('content')
    .where('bundle', '=', bundle)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return BundleDefinition.parse(row.content);
}

/** A version with who proposed and who published it. */
export interface KnownVersion extends BundleVersion {
  readonly proposedBy?: OfficerId;
  readonly proposedAt: Date;
  readonly publishedBy?: OfficerId;
  readonly publishedAt?: Date;
}

/** Every version of a bundle, newest first. */
export async function versionsOf(db: Db | Tx, bundle: string): Promise<readonly KnownVersion[]> {
  const rows = await db
    .selectFrom('bundles.definition as d')
    .leftJoin('bundles.publication as p', (join) =>
      join.onRef('p.bundle', '=', 'd.bundle').onRef('p.version', '=', 'd.version'),
    )
    .select(['d.version', 'd.content', 'd.proposed_by', 'd.proposed_at', 'p.published_by', 'p.published_at'])
    .where('d.bundle', '=', bundle.replaceAll('\0', ''))
    .orderBy('d.version', 'desc')
    .execute();
  return rows.map((row) => ({
    ...toVersion(row),
    proposedAt: row.proposed_at,
    ...(row.proposed_by === null ? {} : { proposedBy: row.proposed_by as OfficerId }),
    ...(row.published_by === null ? {} : { publishedBy: row.published_by as OfficerId }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
  }));
}

/** Ids of all bundles, published or proposed. */
export async function knownBundles(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('bundles.definition').select('bundle').distinct().orderBy('bundle').execute();
  return rows.map(({ bundle }) => bundle);
}

interface Act {
  readonly at: Date;
  readonly by?: OfficerId;
}

/** @returns the number of the new version. Two who propose at once: one of them fails on the primary key. */
export async function addVersion(tx: Tx, definition: BundleDefinition, { at, by }: Act): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into bundles.definition (bundle, version, content, proposed_by, proposed_at)
    select ${definition.id}, coalesce(max(version), 0) + 1, ${JSON.stringify(definition)}::jsonb, ${by ?? null}::uuid, ${at}
    from bundles.definition where bundle = ${definition.id}
    returning version`.execute(tx);
  return rows[0]?.version ?? 1;
}

export async function publishVersion(
  tx: Tx,
  { bundle, version, proposedBy }: { bundle: string; version: number; proposedBy?: OfficerId },
  { at, by }: Act,
): Promise<void> {
  await tx
    .insertInto('bundles.publication')
    .values({ bundle, version, proposed_by: proposedBy ?? null, published_by: by ?? null, published_at: at })
    .execute();
}

/** Brings in bundles of which there is no version yet, published; what a city has changed stays. */
export async function addMissing(tx: Tx, definitions: readonly BundleDefinition[], at: Date): Promise<void> {
  const rows = definitions.map((definition) => ({ bundle: definition.id, content: definition }));
  await sql`
    with added as (
      insert into bundles.definition (bundle, version, content, proposed_at)
      select r.bundle, 1, r.content, ${at}::timestamptz from ${recordSet(rows, 'bundle text, content jsonb')}
      where not exists (select from bundles.definition d where d.bundle = r.bundle)
      returning bundle, version
    )
    insert into bundles.publication (bundle, version, published_at)
    select bundle, version, ${at}::timestamptz from added`.execute(tx);
}
