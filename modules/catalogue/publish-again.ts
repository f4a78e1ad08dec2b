import { sql } from 'kysely';
import type { Tx } from '#kernel';
import { unitById } from '#identity';
import { ItemElements } from './elements.ts';
import type { ItemId, ItemVersionId } from './ids.ts';
import { digestOf } from './publish.ts';
import type { ServiceItem } from './service-item.ts';
import * as store from './store.ts';

export interface Again {
  readonly item: ItemId;
  /** The version that has to be the current one still. */
  readonly base: ItemVersionId;
  readonly at: Date;
  /** What it says from now on; absent: what it said. */
  readonly elements?: ItemElements;
}

/**
 * A new version of an item that was changed here: in its elements, or in something else that it goes by (its route, its
 * tables). Takes the lock of the catalogue. @returns undefined where another version has become current meanwhile
 */
export async function publishAgain(tx: Tx, { item, base, at, elements }: Again): Promise<ItemVersionId | undefined> {
  await store.lockCatalogue(tx);
  const current = await store.currentItem(tx, item);
  if (current?.version !== base) return undefined;
  if (elements !== undefined) return insertWritten(tx, current, { elements: ItemElements.parse(elements), at });
  const { rows } = await sql<{ id: bigint }>`
    insert into catalogue.item_version (item_id, number, digest, name, catalog_code, task_code, item_type, unit_id, region,
      sample, elements, written, created_at)
    select item_id, number + 1, digest, name, catalog_code, task_code, item_type, unit_id, region, sample, elements, written,
      ${at}
    from catalogue.item_version where id = ${base} returning id`.execute(tx);
  return rows[0]?.id as ItemVersionId | undefined;
}

async function insertWritten(
  tx: Tx,
  { sample, unit, region, version }: ServiceItem,
  { elements, at }: { readonly elements: ItemElements; readonly at: Date },
): Promise<ItemVersionId | undefined> {
  const agency = await unitById(tx, unit);
  if (agency === undefined) throw new Error(`No unit ${unit}.`);
  const digest = digestOf({ agency, region, sample, elements });
  const { rows } = await sql<{ id: bigint }>`
    insert into catalogue.item_version (item_id, number, digest, name, catalog_code, task_code, item_type, unit_id, region,
      sample, elements, written, created_at)
    select item_id, number + 1, decode(${digest}, 'hex'), ${elements.name}, catalog_code, task_code, item_type, unit_id,
      region, sample, ${JSON.stringify(elements)}::jsonb, true, ${at}
    from catalogue.item_version where id = ${version} returning id`.execute(tx);
  return rows[0]?.id as ItemVersionId | undefined;
}
