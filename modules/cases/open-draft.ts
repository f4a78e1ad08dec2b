import type { Db, Tx, World } from '#kernel';
import { pinnedForm, type FormDefinition } from '#forms';
import { draftPlace, openContent, type Content } from './content.ts';
import type { DraftRecord } from './draft-store.ts';

/** The form that a draft pinned, and what has been filled in so far. */
export async function openDraft(
  db: Db | Tx,
  world: World,
  draft: DraftRecord,
): Promise<{ readonly form: FormDefinition; readonly content: Content }> {
  return {
    form: await pinnedForm(db, draft.formVersion),
    content: openContent(world.crypto, draft.dataKey, { place: draftPlace(draft.id), sealed: draft.content }),
  };
}
