import { sql } from 'kysely';
import type { Tx } from '#kernel';
import type { ItemId, ItemVersionId } from './ids.ts';
import * as store from './store.ts';

/**
 * A new version of an item that says what its current one says: something else that it goes by has changed (its route, its
 * tables). Takes the lock of the catalogue. @returns undefined where another version has become current meanwhile
 */
export async function publishAgain(
  tx: Tx,
  { item, base, at }: { readonly item: ItemId; readonly base: ItemVersionId; readonly at: Date },
): Promise<ItemVersionId | undefined> {
  await store.lockCatalogue(tx);
  const current = await store.currentItem(tx, item);
  if (current?.version !== base) return undefined;
  const { rows } = await sql<{ id: bigint }>`
    insert into catalogue.item_version
      (item_id, number, digest, name, catalog_code, task_code, item_type, unit_id, region, sample, elements, created_at)
    select item_id, number + 1, digest, name, catalog_code, task_code, item_type, unit_id, region, sample, elements, ${at}
    from catalogue.item_version where id = ${base} returning id`.execute(tx);
  return rows[0]?.id as ItemVersionId | undefined;
}
