import { redirect } from '@sveltejs/kit';
import { applicationView, mayBeLost, withdrawApplication } from '#bundles';
import { residentOf } from '#identity';
import { Refusal } from '#kernel';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const view = await viewOrLost(locals, params.no);
  return { no: params.no, view, filed: url.searchParams.has('filed') && view?.outcome === undefined, key: newKey() };
};

/** Undefined where the records of that day were lost, and nobody can tell whether there was such a number. */
async function viewOrLost({ app, viewer }: App.Locals, no: string) {
  const resident = residentOf(viewer);
  try {
    return await applicationView(app, resident, no);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'kernel.not-found' && (await mayBeLost(app, no))) return undefined;
    throw error;
  }
}

export const actions = {
  withdraw: async ({ locals, params, request }) => {
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), no: params.no };
    const failed = await attempt(typed, async () => withdrawApplication(locals.app, residentOf(locals.viewer), input));
    return failed ?? redirect(303, `/bundles/applications/${params.no}`);
  },
} satisfies Actions;
