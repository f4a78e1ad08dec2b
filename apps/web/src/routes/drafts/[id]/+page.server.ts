import { redirect } from '@sveltejs/kit';
import { discardDraft } from '#cases';
import { residentOf } from '#identity';
import { setting } from '#kernel';
import { openDraft, pageOfMaterial } from '#lib/ui/work/drafts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const draft = await openDraft(locals, params.id);
  return { draft, pageOfMaterial: pageOfMaterial(draft), keepDays: await setting(locals.app.db, 'draft.keepDays') };
};

export const actions = {
  discard: async ({ locals, params }) => {
    await discardDraft(locals.app, residentOf(locals.viewer), { draft: params.id });
    redirect(303, '/cases');
  },
} satisfies Actions;
