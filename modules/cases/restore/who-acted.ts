import type { Tx, World } from '#kernel';
import { everyOfficer, officerById, type OfficerId, type UnitId } from '#identity';
import type { LeafIndex } from '#ledger';
import { handsOfCase, type RestoredCase } from '#queue';
import type { CaseRecord } from '../case-store.ts';
import { pseudonym } from '../pseudonym.ts';
import type { CaseLeaf } from './replay.ts';

interface Holder {
  readonly officer: OfficerId;
  readonly unit: UnitId;
  readonly took: LeafIndex;
}

export interface Actors {
  /** Who had the task in hand at an act, where it is known. */
  readonly by: ReadonlyMap<LeafIndex, Holder>;
  readonly bars: RestoredCase['bars'];
}

/**
 * Finds out whose pseudonyms the restored takes bear, so that whoever accepted or examined a case still does not decide
 * it (受审分离). Call before the tickets are brought up to date.
 */
export async function whoActed(
  tx: Tx,
  { world, record }: { readonly world: Pick<World, 'crypto'>; readonly record: CaseRecord },
  leaves: readonly CaseLeaf[],
): Promise<Actors> {
  const names = new Map<string, Omit<Holder, 'took'>>();
  if (leaves.some(({ leaf }) => leaf.k === 'take' || leaf.k === 'release'))
    for (const known of await everyOfficer(tx)) names.set(pseudonym(world, record, known.officer), known);
  const by = new Map<LeafIndex, Holder>();
  const bars: RestoredCase['bars'][number][] = [];
  const hands = await holdersOf(tx, record.id);
  for (const { index, leaf } of leaves) {
    // Two approvers sign a grant, and nothing opens out of anybody's hand.
    if (leaf.k === 'grant' || leaf.k === 'ready') continue;
    if (leaf.k === 'take') {
      const known = names.get(leaf.officer);
      if (known === undefined) hands.delete(leaf.n);
      else hands.set(leaf.n, { ...known, took: index });
    }
    const inHand = hands.get(leaf.n);
    if (inHand === undefined) continue;
    by.set(index, inHand);
    if (leaf.k === 'take') continue;
    if (leaf.k === 'accept' || leaf.k === 'pass')
      bars.push({ officer: inHand.officer, index: inHand.took, stage: 'decision' });
    if (leaf.k === 'release' && leaf.reason === 'recusal') bars.push({ officer: inHand.officer, index });
    const next = leaf.k === 'release' && leaf.to !== undefined ? names.get(leaf.to) : undefined;
    if (next === undefined) hands.delete(leaf.n);
    else hands.set(leaf.n, { ...next, took: index });
  }
  return { by, bars };
}

async function holdersOf(tx: Tx, caseId: string): Promise<Map<number, Holder>> {
  const holders = new Map<number, Holder>();
  for (const [n, hand] of await handsOfCase(tx, caseId))
    holders.set(n, { ...hand, unit: (await officerById(tx, hand.officer)).unit });
  return holders;
}
