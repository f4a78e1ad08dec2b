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
    const [key, n, to, reason] = [one(typed, 'key'), one(typed, 'n'), one(typed, 'to'), one(typed, 'reason')];
    const input = { key, case: no, n, to, reason };
    const failed = await attempt(typed, async () => handOverForAbsent(locals.app, officer, input));
    return failed === undefined ? redirect(303, '/desk/hands?done') : fail(failed.status, failed.data);
  },
} satisfies Actions;
