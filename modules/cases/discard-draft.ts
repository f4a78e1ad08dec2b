import { inTransaction, notFound, type World } from '#kernel';
import type { Resident } from '#identity';
import { deleteDraft, lockDraft } from './draft-store.ts';

/** Throws a draft away. What has become a case stays. */
export async function discardDraft(world: World, viewer: Resident, { draft: id }: { draft: string }): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const draft = await lockDraft(tx, viewer, id);
    if (draft === undefined || draft.submittedCase !== undefined) throw notFound();
    await deleteDraft(tx, draft.id);
  });
}
