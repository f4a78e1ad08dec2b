import { fail, redirect } from '@sveltejs/kit';
import { awaitedBy, fieldKinds, prefillSources } from '#forms';
import { officerOf } from '#identity';
import { editForm, formSheet } from '#publishing';
import { editIn } from '#lib/editors/form/edit.server.ts';
import { placeAfter, placeIn } from '#lib/editors/form/place.server.ts';
import { attempt, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const sheet = await formSheet(locals.app, officerOf(locals.viewer, 'bureau'), params.id);
  const { page, field } = placeIn(url.searchParams);
  const open = sheet.form.pages[page];
  const { showIf } = (field === undefined ? open : open?.fields[field]) ?? {};
  return {
    sheet,
    page,
    field,
    choices: { kinds: fieldKinds, prefills: prefillSources, awaited: awaitedBy(showIf) },
    saved: url.searchParams.has('saved'),
  };
};

export const actions = {
  edit: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const { form } = await formSheet(locals.app, officer, params.id);
    const edit = editIn(typed, form);
    const failed = await attempt(typed, async () =>
      editForm(locals.app, officer, {
        change: params.id,
        revision: one(typed, 'revision'),
        edit: edit as Parameters<typeof editForm>[2]['edit'],
      }),
    );
    if (failed !== undefined) return fail(failed.status, { ...failed.data, act: 'edit' });
    return redirect(303, `/manage/changes/${params.id}/form?${placeAfter(one(typed, 'do'), form, typed)}`);
  },
  restore: async ({ locals, params, request }) => {
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () =>
      editForm(locals.app, officerOf(locals.viewer, 'bureau'), {
        change: params.id,
        revision: one(typed, 'revision'),
        edit: null,
      }),
    );
    if (failed !== undefined) return fail(failed.status, { ...failed.data, act: 'restore' });
    return redirect(303, `/manage/changes/${params.id}/form?saved`);
  },
} satisfies Actions;
