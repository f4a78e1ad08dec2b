import { detachFile } from '#cases';
import { visibleFields } from '#forms';
import { residentOf } from '#identity';
import { redirect } from '@sveltejs/kit';
import { one, typedIn, uploadProblemIn } from '#lib/ui/work/attempt.server.ts';
import { levelsOf, openDraft, pageOf } from '#lib/ui/work/drafts.server.ts';
import { savePage } from '#lib/ui/work/save-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const draft = await openDraft(locals, params.id);
  const page = pageOf(draft, params.page);
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
  };
};

export const actions = {
  save: async ({ locals, params, request }) =>
    savePage(locals, { draft: params.id, page: params.page }, await typedIn(request)),
  detach: async ({ locals, params, request }) => {
    const asset = one(await typedIn(request), 'asset');
    await detachFile(locals.app, residentOf(locals.viewer), { draft: params.id, asset });
    redirect(303, `/drafts/${params.id}/${params.page}`);
  },
} satisfies Actions;
