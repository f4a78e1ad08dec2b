import { fieldKinds } from '#forms';
import { officerOf, type Officer } from '#identity';
import { formPreview, formSheet } from '#publishing';
import { editIn } from '#lib/editors/form/edit.server.ts';
import { placeIn } from '#lib/editors/form/place.server.ts';
import { one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

async function preview(
  world: App.Locals['app'],
  officer: Officer,
  asked: { readonly change: string; readonly edit?: unknown; readonly page: number },
) {
  const { form, page } = await formPreview(world, officer, asked);
  return { page, no: Math.min(asked.page, form.pages.length - 1), total: form.pages.length, kinds: fieldKinds };
}

export const load: PageServerLoad = async ({ locals, params, url }) =>
  preview(locals.app, officerOf(locals.viewer, 'bureau'), { change: params.id, page: placeIn(url.searchParams).page });

export const actions = {
  default: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const { form } = await formSheet(locals.app, officer, params.id);
    const page = Number(one(typed, 'page')) || 0;
    return preview(locals.app, officer, { change: params.id, edit: editIn(typed, form), page });
  },
} satisfies Actions;
