import { redirect } from '@sveltejs/kit';
import { fileApplication, isBundleDraft } from '#bundles';
import { submit } from '#cases';
import { answerRows } from '#forms';
import { residentOf } from '#identity';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { openDraft, pageOfMaterial } from '#lib/ui/work/drafts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const draft = await openDraft(locals, params.id);
  const { form, answers, provenance } = draft;
  return {
    draft,
    rows: answerRows(form, answers, provenance),
    pageOfMaterial: pageOfMaterial(draft),
    key: newKey(),
  };
};

export const actions = {
  default: async ({ locals, params, request }) => {
    const typed = await typedIn(request);
    const input = { draft: params.id, key: one(typed, 'key'), declared: one(typed, 'declared') === 'yes' };
    let filed = '';
    const failed = await attempt(typed, async () => {
      filed = await file(locals, input);
    });
    return failed ?? redirect(303, `${filed}?filed`);
  },
} satisfies Actions;

/** Files an application, or a bundle as a whole. @returns the page that tells how it goes on. */
async function file({ app, viewer }: App.Locals, input: Parameters<typeof submit>[2]): Promise<string> {
  const resident = residentOf(viewer);
  if (await isBundleDraft(app.db, resident, input.draft))
    return `/bundles/applications/${(await fileApplication(app, resident, input)).no}`;
  return `/cases/${(await submit(app, resident, input)).case}`;
}
