import { fail, redirect } from '@sveltejs/kit';
import { handOverForAbsent, handsView, readShortNo } from '#cases';
import { officerOf } from '#identity';
import { notFound } from '#kernel';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  hands: await handsView(locals.app, officerOf(locals.viewer, 'approver')),
  key: newKey(),
  done: url.searchParams.has('done'),
});

export const actions = {
  'hand-over': async ({ locals, request }) => {
    const officer = officerOf(locals.viewer, 'approver');
    const typed = await typedIn(request);
    const no = readShortNo(one(typed, 'no'));
    if (no === undefined) throw notFound();
    const input = { key: one(typed, 'key'), case: no, to: one(typed, 'to'), reason: one(typed, 'reason') };
    const failed = await attempt(typed, async () => handOverForAbsent(locals.app, officer, input));
    return failed === undefined ? redirect(303, '/desk/hands?done') : fail(failed.status, failed.data);
  },
} satisfies Actions;
