import type { Tx, World } from '#kernel';
import { everyOfficer, officerById, type OfficerId, type UnitId } from '#identity';
import type { LeafIndex } from '#ledger';
import { inHandOfCase, type RestoredCase } from '#queue';
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
  if (leaves.some(({ leaf }) => leaf.k === 'take'))
    for (const known of await everyOfficer(tx)) names.set(pseudonym(world, record, known.officer), known);
  const by = new Map<LeafIndex, Holder>();
  const bars: RestoredCase['bars'][number][] = [];
  let inHand = await holderOf(tx, record.id);
  for (const { index, leaf } of leaves) {
    // Two approvers sign a grant, and the task stays in whose hand it is.
    if (leaf.k === 'grant') continue;
    if (leaf.k === 'take') {
      const known = names.get(leaf.officer);
      inHand = known && { ...known, took: index };
    }
    if (inHand !== undefined) by.set(index, inHand);
    if (leaf.k === 'take' || inHand === undefined) continue;
    if (leaf.k === 'accept' || leaf.k === 'ready')
      bars.push({ officer: inHand.officer, index: inHand.took, stage: 'decision' });
    if (leaf.k === 'release' && leaf.reason === 'recusal') bars.push({ officer: inHand.officer, index });
    inHand = undefined;
  }
  return { by, bars };
}

async function holderOf(tx: Tx, caseId: string): Promise<Holder | undefined> {
  const held = await inHandOfCase(tx, caseId);
  return held && { ...held, unit: (await officerById(tx, held.officer)).unit };
}
