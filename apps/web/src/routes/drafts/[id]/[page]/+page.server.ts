import { detachFile } from '#cases';
import { visibleFields } from '#forms';
import { residentOf } from '#identity';
import { redirect } from '@sveltejs/kit';
import { one, typedIn, uploadProblemIn } from '#lib/ui/work/attempt.server.ts';
import { levelsOf, openDraft, pageOf, withKept } from '#lib/ui/work/drafts.server.ts';
import { keep, keptFor } from '#lib/ui/work/kept.server.ts';
import { savePage } from '#lib/ui/work/save-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const saved = await openDraft(locals, params.id);
  const page = pageOf(saved, params.page);
  const kept = await keptFor(locals, url.pathname);
  const draft = withKept(saved, page, kept);
  const fields = visibleFields(page, draft.answers);
  const fromCheck = url.searchParams.get('from') === 'check';
  return {
    draft,
    page,
    fields,
    levels: levelsOf(fields, draft),
    fromCheck,
    problems: fromCheck ? draft.problems.filter(({ field }) => fields.some(({ name }) => name === field)) : [],
    more: url.searchParams.has('more'),
    uploadProblem: uploadProblemIn(url),
    kept,
  };
};

export const actions = {
  save: async ({ locals, params, request }) =>
    savePage(locals, { draft: params.id, page: params.page }, await typedIn(request)),
  detach: async ({ locals, params, request, url }) => {
    const typed = await typedIn(request);
    await detachFile(locals.app, residentOf(locals.viewer), { draft: params.id, asset: one(typed, 'asset') });
    await keep(locals, { path: url.pathname, why: 'on-the-way' }, typed);
    redirect(303, `/drafts/${params.id}/${params.page}`);
  },
} satisfies Actions;
