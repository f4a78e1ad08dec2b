import { fail, redirect } from '@sveltejs/kit';
import { officerOf } from '#identity';
import { changeList, startChange } from '#publishing';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  changes: await changeList(locals.app, officerOf(locals.viewer, 'bureau')),
  key: newKey(),
});

export const actions = {
  start: async ({ locals, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), item: one(typed, 'item').trim().toUpperCase() };
    let change = '';
    const failed = await attempt(typed, async () => {
      ({ change } = await startChange(locals.app, officer, input));
    });
    return failed === undefined ? redirect(303, `/manage/changes/${change}`) : fail(failed.status, failed.data);
  },
} satisfies Actions;
