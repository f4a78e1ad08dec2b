import { fail, redirect } from '@sveltejs/kit';
import { priorityDesk, proposePriority } from '#cases';
import { officerOf } from '#identity';
import { workingRoles } from '#queue';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { priorityDone, priorityInput } from '#lib/ui/work/priority/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, ...workingRoles);
  return { desk: await priorityDesk(locals.app, officer), key: newKey(), ...priorityDone(url.searchParams) };
};

export const actions = {
  propose: async ({ locals, request }) => {
    const officer = officerOf(locals.viewer, ...workingRoles);
    const typed = await typedIn(request);
    const input = priorityInput((name) => one(typed, name));
    const failed = await attempt(typed, async () => proposePriority(locals.app, officer, input()));
    return failed === undefined
      ? redirect(303, '/desk/priorities?done=proposed')
      : fail(failed.status, { ...failed.data, act: 'propose' });
  },
} satisfies Actions;
