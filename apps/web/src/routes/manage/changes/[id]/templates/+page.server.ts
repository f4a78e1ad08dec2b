import { fail, redirect } from '@sveltejs/kit';
import { officerOf } from '#identity';
import { editTexts, textsBeside, textSheet } from '#publishing';
import { attempt, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { forget, keptFor } from '#lib/ui/work/kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const sheet = await textSheet(locals.app, officerOf(locals.viewer, 'bureau'), params.id);
  const kept = await keptFor(locals, url.pathname);
  return {
    sheet,
    saved: url.searchParams.has('saved'),
    kept: kept?.act === 'save' ? textsBeside(kept.typed) : undefined,
  };
};

export const actions = {
  save: async ({ locals, params, request, url }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const button = one(typed, 'button');
    const failed = await attempt(typed, async () =>
      editTexts(locals.app, officer, {
        change: params.id,
        revision: one(typed, 'revision'),
        typed: { ...typed },
        button,
      }),
    );
    if (failed !== undefined) return fail(failed.status, { ...failed.data, act: 'save', beside: textsBeside(typed) });
    await forget(locals, url.pathname);
    const [what, act = ''] = button.split('.');
    const where = what === 'add' || what === 'begin' ? `#${act}` : '?saved';
    return redirect(303, `/manage/changes/${params.id}/templates${where}`);
  },
} satisfies Actions;
