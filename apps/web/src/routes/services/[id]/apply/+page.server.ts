import { redirect } from '@sveltejs/kit';
import { startDraft } from '#cases';
import { residentOf } from '#identity';
import { attempt } from '#lib/ui/work/attempt.server.ts';
import { applyView } from '#lib/ui/work/apply.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => applyView(locals, params.id);

export const actions = {
  default: async ({ locals, params }) => {
    let draft = '';
    const failed = await attempt({}, async () => {
      draft = (await startDraft(locals.app, residentOf(locals.viewer), { item: params.id })).draft;
    });
    return failed ?? redirect(303, `/drafts/${draft}`);
  },
} satisfies Actions;
