import { fail, redirect } from '@sveltejs/kit';
import { officerOf } from '#identity';
import { routeSheet, saveChange } from '#publishing';
import { ownPackage } from '#routing';
import { editorWords } from '#lib/editors/words.server.ts';
import { attempt, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  sheet: await routeSheet(locals.app, officerOf(locals.viewer, 'bureau'), params.id),
  attributes: ownPackage,
  words: editorWords(locals.locale, 'editor.'),
  saved: url.searchParams.has('saved'),
});

export const actions = {
  default: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () =>
      saveChange(locals.app, officer, {
        change: params.id,
        revision: one(typed, 'revision'),
        route: one(typed, 'route'),
      }),
    );
    if (failed !== undefined) return fail(failed.status, { ...failed.data, act: 'save' });
    const next = one(typed, 'then') === 'overview' ? '' : '/route?saved';
    return redirect(303, `/manage/changes/${params.id}${next}`);
  },
} satisfies Actions;
