import { redirect } from '@sveltejs/kit';
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
      filed = (await submit(locals.app, residentOf(locals.viewer), input)).case;
    });
    return failed ?? redirect(303, `/cases/${filed}?filed`);
  },
} satisfies Actions;
