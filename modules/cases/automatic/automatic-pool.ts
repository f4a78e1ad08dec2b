import type { Db, Tx } from '#kernel';
import type { UnitId } from '#identity';
import { findAutomaticPool, type PoolRef } from '#queue';
import type { Checked } from '../examine.ts';
import { automaticOf } from './automatic-of.ts';

/** The queue in which the platform looks at what is filed before a person does; undefined: people do. */
export async function automaticPool(
  tx: Tx,
  db: Db,
  { draft, item, fallback }: Pick<Checked, 'draft' | 'item'> & { readonly fallback: UnitId },
): Promise<PoolRef | undefined> {
  // A part of a bundle may have to wait for others: people decide it.
  if (draft.bundleRef !== undefined) return undefined;
  if ((await automaticOf(tx, db, draft.itemVersion))?.after !== 'filing') return undefined;
  return findAutomaticPool(tx, 'acceptance', { unit: item.unit, fallback });
}
