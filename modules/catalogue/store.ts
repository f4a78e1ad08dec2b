import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { UnitId } from '#identity';
import type { ItemElements } from './elements.ts';
import type { ItemId, ItemVersionId } from './ids.ts';
import type { ItemSource, ServiceItem } from './service-item.ts';

interface ItemRow {
  readonly id: string;
  readonly version: bigint | null;
  readonly source: string;
  readonly sample: boolean;
  readonly unit_id: string;
  readonly region: string;
  readonly elements: unknown;
}

export async function currentItem(db: Db | Tx, id: string): Promise<ServiceItem | undefined> {
  const { rows } = await sql<ItemRow>`
    select v.item_id as id, v.id as version, i.source, v.sample, v.unit_id, v.region, v.elements
    from catalogue.item_version v join catalogue.item i on i.id = v.item_id
    where v.item_id = ${id} order by v.number desc limit 1`.execute(db);
  return rows[0] && toItem(rows[0]);
}

export async function versionOfItem(db: Db | Tx, version: bigint): Promise<ServiceItem | undefined> {
  const { rows } = await sql<ItemRow>`
    select v.item_id as id, v.id as version, i.source, v.sample, v.unit_id, v.region, v.elements
    from catalogue.item_version v join catalogue.item i on i.id = v.item_id
    where v.id = ${version}`.execute(db);
  return rows[0] && toItem(rows[0]);
}

/** A version of an item by its names. */
export interface ItemVersion {
  readonly item: ItemId;
  readonly version: ItemVersionId;
  readonly number: number;
  readonly name: string;
  readonly plainName?: string;
  readonly unit: UnitId;
  readonly sample: boolean;
  readonly since: Date;
}

/** Some versions, of whatever items, by id. */
export async function namedVersions(db: Db, versions: readonly ItemVersionId[]): Promise<readonly ItemVersion[]> {
  const { rows } = await sql<Omit<ItemVersion, 'plainName'> & { plain: string | null }>`
    select item_id as item, id as version, number, name, elements ->> 'plainName' as plain, unit_id as unit, sample,
      created_at as since
    from catalogue.item_version where id = any(${[...versions]}::bigint[]) order by id`.execute(db);
  return rows.map(({ plain, ...row }) => ({ ...row, ...(plain === null ? {} : { plainName: plain }) }));
}

/** What some items are called today: in everyday words, where there are any. */
export async function namedItems(db: Db, items: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, coalesce(elements ->> 'plainName', elements ->> 'name') as name from catalogue.current_item
    where id = any(${[...items]}::text[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Every version that an item has had, newest first. */
export async function versionsOfItem(db: Db | Tx, item: ItemId): Promise<readonly ItemVersionId[]> {
  const { rows } = await sql<{ id: ItemVersionId }>`
    select id from catalogue.item_version where item_id = ${item} order by number desc`.execute(db);
  return rows.map(({ id }) => id);
}

/** Every item as it stands today, by id. */
export async function currentItems(db: Db | Tx): Promise<readonly ServiceItem[]> {
  const { rows } = await sql<ItemRow>`
    select id, version, source, sample, unit_id, region, elements from catalogue.current_item order by id`.execute(db);
  return rows.map(toItem);
}

const MOST_SIBLINGS = 50;

/** The other items of one 基本编码 as they stand today. */
export async function itemsOfCatalogCode(
  db: Db,
  code: string,
  except: string,
): Promise<readonly { id: string; name: string; department: string; region: string }[]> {
  const { rows } = await sql<{ id: string; name: string; department: string; region: string }>`
    select id, elements ->> 'name' as name, elements -> 'agency' ->> 'name' as department, region
    from catalogue.current_item
    where id in (select item_id from catalogue.item_version where catalog_code = ${code})
      and catalog_code = ${code} and id <> ${except}
    order by id limit ${MOST_SIBLINGS}`.execute(db);
  return rows;
}

/** Digest of what the source of each of these items said last; of an item that is not there none. */
export async function currentDigests(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; digest: string }>`
    select distinct on (item_id) item_id as id, encode(digest, 'hex') as digest
    from catalogue.item_version where item_id = any(${ids}::text[])
    order by item_id, written, number desc`.execute(tx);
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}

export interface NewVersion {
  readonly id: string;
  readonly source: ItemSource;
  readonly digest: string;
  readonly unit: UnitId;
  readonly region: string;
  readonly sample: boolean;
  readonly elements: ItemElements;
  readonly at: Date;
}

/** Adds versions, and the items that are new: two statements for any number. Each item may occur once. */
export async function insertVersions(tx: Tx, versions: readonly NewVersion[]): Promise<void> {
  if (versions.length === 0) return;
  const json = JSON.stringify(
    versions.map(({ id, source, digest, unit, region, sample, elements, at }) => ({
      id,
      source,
      digest,
      unit_id: unit,
      region,
      sample,
      elements,
      created_at: at,
    })),
  );
  await sql`insert into catalogue.item (id, source, created_at)
    select id, source, created_at
    from jsonb_to_recordset(${json}::jsonb) as r (id text, source text, created_at timestamptz)
    on conflict do nothing`.execute(tx);
  await sql`insert into catalogue.item_version
      (item_id, number, digest, name, catalog_code, task_code, item_type, unit_id, region, sample, elements, created_at)
    select r.id, 1 + coalesce((select max(number) from catalogue.item_version v where v.item_id = r.id), 0),
      decode(r.digest, 'hex'), r.elements ->> 'name', r.elements ->> 'catalogCode', r.elements ->> 'taskCode',
      r.elements ->> 'itemType', r.unit_id, r.region, r.sample, r.elements, r.created_at
    from jsonb_to_recordset(${json}::jsonb) as r (id text, digest text, unit_id uuid, region text, sample boolean,
      elements jsonb, created_at timestamptz)`.execute(tx);
}

/** Catalogues are changed by one transaction at a time, so that a version's number and id follow the order of commit. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue'))`.execute(tx);
}

/** Changes whenever what a search sees has changed. */
export async function revision(db: Db | Tx): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select (select coalesce(max(id), 0) from catalogue.item_version) || '/' ||
      (select count(*) || ':' || coalesce(sum(hashtext(everyday || '=' || official)), 0) from catalogue.synonym)
      as revision`.execute(db);
  return rows[0]?.revision ?? '';
}

function toItem(row: ItemRow): ServiceItem {
  return {
    id: row.id as ItemId,
    version: BigInt(row.version ?? 0) as ItemVersionId,
    // The constraint a_source_is_known admits nothing else.
    source: row.source as ItemSource,
    sample: row.sample,
    unit: row.unit_id as UnitId,
    region: row.region,
    // Checked when it was written, and never changed since: parsing 2,000 items anew would cost every start a second.
    elements: row.elements as ItemElements,
  };
}
