import type { Tx } from '#kernel';
import { addUses, type Use } from './store.ts';

/** Writes down, for good, that files were handed in with a case: part of the transaction that hands them in. */
export async function recordUse(tx: Tx, use: Use): Promise<void> {
  await addUses(tx, use);
}
