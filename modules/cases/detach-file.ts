import { inTransaction, notFound, type World } from '#kernel';
import type { Resident } from '#identity';
import { lockCase } from './case-store.ts';
import { isUuid, lockDraft } from './draft-store.ts';
import { removeDraftFile, removeSupplementFile } from './file-store.ts';
import { readShortNo } from './numbers.ts';
import { isMine } from './whose.ts';

export interface DetachInput {
  readonly draft?: string;
  readonly case?: string;
  readonly asset: string;
}

/**
 * Takes a file back that has not been handed in yet; the sweep of unused uploads removes its bytes. Taken back twice, it
 * is gone once.
 * @throws Refusal kernel.not-found for drafts and cases of others, and for what has been handed in.
 */
export async function detachFile(world: World, viewer: Resident, input: DetachInput): Promise<void> {
  if (!isUuid(input.asset)) throw notFound();
  const gone = await inTransaction(world.db, async (tx) => {
    if (input.draft !== undefined) {
      const draft = await lockDraft(tx, viewer, input.draft);
      if (draft === undefined) return false;
      await removeDraftFile(tx, draft.id, input.asset);
      return true;
    }
    const no = readShortNo(input.case ?? '');
    const record = no && (await lockCase(tx, no));
    return record !== undefined && isMine(record, viewer) && removeSupplementFile(tx, record.id, input.asset);
  });
  if (!gone) throw notFound();
}
