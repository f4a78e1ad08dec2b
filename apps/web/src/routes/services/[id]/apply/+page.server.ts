import { redirect } from '@sveltejs/kit';
import { startDraft } from '#cases';
import { residentOf } from '#identity';
import { attempt, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { applyView } from '#lib/ui/work/apply.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => applyView(locals, params.id);

export const actions = {
  default: async ({ locals, params, request }) => {
    const resident = residentOf(locals.viewer);
    const typed = await typedIn(request);
    let draft = '';
    const failed = await attempt(typed, async () => {
      draft = (await startDraft(locals.app, resident, { key: one(typed, 'key'), item: params.id })).draft;
    });
    return failed ?? redirect(303, `/drafts/${draft}`);
  },
} satisfies Actions;
