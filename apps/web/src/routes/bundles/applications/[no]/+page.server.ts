import { redirect } from '@sveltejs/kit';
import { applicationView, withdrawApplication } from '#bundles';
import { residentOf } from '#identity';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const view = await applicationView(locals.app, residentOf(locals.viewer), params.no);
  return { view, filed: url.searchParams.has('filed') && view.outcome === undefined, key: newKey() };
};

export const actions = {
  withdraw: async ({ locals, params, request }) => {
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), no: params.no };
    const failed = await attempt(typed, async () => withdrawApplication(locals.app, residentOf(locals.viewer), input));
    return failed ?? redirect(303, `/bundles/applications/${params.no}`);
  },
} satisfies Actions;
