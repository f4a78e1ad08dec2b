import type { Tx } from '#kernel';
import { addUses, type Use } from './store.ts';

/** Writes down, for good, that files were handed in with cases: part of the transaction that hands them in. */
export async function recordUse(tx: Tx, ...uses: readonly Use[]): Promise<void> {
  await addUses(tx, uses);
}
