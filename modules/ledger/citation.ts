import type { Tx } from '#kernel';
import { setting } from '#kernel';
import type { LeafIndex } from './leaf.ts';
import { publication, timeOfLeaf, type Publication } from './publication-store.ts';

/** Why no checkpoint can be cited now; whoever gets one asks again in a moment. */
export type CitationRefusal = 'queue.settling' | 'ledger.unpublished' | 'ledger.unwitnessed';

/** No leaf may stay unpublished for longer (ledger specification, M6). */
export const MERGE_DELAY_S = 60;
/**
 * Servers' clocks may be 5 s apart (M11), so that a leaf behind the first unpublished one may look older than it; and
 * the act gets its own time a moment later. Work stops a little sooner than the rule would find it late: without this,
 * 7 of 62,000 honest simulated histories looked late.
 */
const CLOCKS_APART_S = 10;
const MINUTE_MS = 60_000;

/**
 * The published checkpoint that an act on the case of `ref` may cite: it covers the submission, nothing older than the
 * merge delay lies beyond it, and where the policy wants witnesses they have not been missing for too long.
 * @returns its size, or why there is none now
 */
export async function citableSize(tx: Tx, now: Date, ref: LeafIndex): Promise<bigint | CitationRefusal> {
  const published = await publication(tx);
  if (published.size <= ref) return 'queue.settling';
  const beyond = await timeOfLeaf(tx, published.size);
  if (beyond !== undefined && beyond < now.getTime() / 1000 - MERGE_DELAY_S + CLOCKS_APART_S)
    return 'ledger.unpublished';
  const patience = await setting(tx, 'ledger.quorumPatienceMinutes');
  return isWitnessed(published, now, patience) ? published.size : 'ledger.unwitnessed';
}

/** Intake never waits for witnesses; work does, once they have been missing for `patience` minutes. */
export function isWitnessed(published: Publication, now: Date, patience: number): boolean {
  if (!published.quorumNeeded) return true;
  const since = Math.max(published.witnessedAt?.getTime() ?? 0, published.quorumSince?.getTime() ?? 0);
  return now.getTime() - since <= patience * MINUTE_MS;
}
