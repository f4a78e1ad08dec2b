import type { Db, Tx } from '#kernel';
import type { UnitId } from '#identity';
import type { ItemElements } from './elements.ts';
import type { ItemId, ItemVersionId } from './ids.ts';
import * as store from './store.ts';

/** Where an item came from: the sample city, or a hand-over in the format of 广东政务服务网. */
export type ItemSource = 'sample' | 'gdzwfw';

/** A service item (事项) in one of its versions. */
export interface ServiceItem {
  readonly id: ItemId;
  readonly version: ItemVersionId;
  readonly source: ItemSource;
  readonly sample: boolean;
  /** The agency that answers for it. */
  readonly unit: UnitId;
  readonly region: string;
  readonly elements: ItemElements;
}

/** The item as it stands today. */
export async function itemById(db: Db | Tx, id: ItemId): Promise<ServiceItem | undefined> {
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
