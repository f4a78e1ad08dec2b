import { myObjections, objectToOrder } from '#cases';
import { residentOf } from '#identity';
import { fail, redirect } from '@sveltejs/kit';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { forget, keptFor } from '#lib/ui/work/kept.server.ts';
import { required } from '#lib/ui/work/objections/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  no: params.no,
  mine: await myObjections(locals.app, residentOf(locals.viewer), params.no),
  key: newKey(),
  kept: await keptFor(locals, url.pathname),
  done: url.searchParams.has('done'),
});

export const actions = {
  object: async ({ locals, params, request, url }) => {
    const resident = residentOf(locals.viewer);
    await myObjections(locals.app, resident, params.no);
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () => {
      const words = required('words', one(typed, 'words'));
      await objectToOrder(locals.app, resident, { key: one(typed, 'key'), case: params.no, words });
      await forget(locals, url.pathname);
    });
    return failed === undefined
      ? redirect(303, `${url.pathname}?done`)
      : fail(failed.status, { ...failed.data, act: 'object' });
  },
} satisfies Actions;
