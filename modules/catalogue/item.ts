import type { Db, Tx } from '#kernel';
import type { ItemId, ItemVersionId } from './ids.ts';
import type { ServiceItem } from './service-item.ts';
import * as store from './store.ts';

/** The item as it stands today. */
export async function itemById(db: Db | Tx, id: ItemId): Promise<ServiceItem | undefined> {
  // No text in the database has this character; the address of a page may.
  if (id.includes('\0')) return undefined;
  return store.currentItem(db, id);
}

/**
 * The item as it was in one version: what a case was filed under.
 * @throws Error if there is no such version; versions are never deleted, so that would be a fault.
 */
export async function itemByVersion(db: Db | Tx, version: ItemVersionId): Promise<ServiceItem> {
  const item = await store.versionOfItem(db, version);
  if (item === undefined) throw new Error(`There is no version ${version} of an item.`);
  return item;
}
