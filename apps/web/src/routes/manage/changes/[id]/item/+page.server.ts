import { fail, redirect } from '@sveltejs/kit';
import { writtenItem, type ItemSketch } from '#catalogue';
import { officerOf } from '#identity';
import { editItem, itemSheet } from '#publishing';
import { attempt, one, typedIn, type Typed } from '#lib/ui/work/attempt.server.ts';
import { forget, keptFor } from '#lib/ui/work/kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const sheet = await itemSheet(locals.app, officerOf(locals.viewer, 'bureau'), params.id);
  const kept = await keptFor(locals, url.pathname);
  return {
    sheet,
    saved: url.searchParams.has('saved'),
    kept: kept?.act === 'save' ? besideOf(sheet.sketch, kept.typed) : undefined,
  };
};

export const actions = {
  save: async ({ locals, params, request, url }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const button = one(typed, 'button');
    const failed = await attempt(typed, async () =>
      editItem(locals.app, officer, {
        change: params.id,
        revision: one(typed, 'revision'),
        typed: { ...typed },
        button,
      }),
    );
    if (failed === undefined) {
      await forget(locals, url.pathname);
      return redirect(303, `/manage/changes/${params.id}/item${whereAfter(button, typed)}`);
    }
    const { sketch } = await itemSheet(locals.app, officer, params.id);
    return fail(failed.status, { ...failed.data, act: 'save', beside: besideOf(sketch, typed) });
  },
} satisfies Actions;

/** What was typed and could not be saved, with the rows that it had. */
function besideOf(sketch: ItemSketch, typed: Typed): ItemSketch {
  return writtenItem({ elements: { materials: [] }, sketch }, typed);
}

/** Where the page goes on: at the row that was just added, where one went, or moved. */
function whereAfter(button: string, typed: Typed): string {
  const [act = '', list = '', row = ''] = button.split('.');
  const rows = Object.keys(typed).filter((name) => /^(?:materials\.\d+\.no|law\.\d+\.law)$/.test(name));
  if (act === 'add') return `#${list}.${rows.filter((name) => name.startsWith(`${list}.`)).length}`;
  if (act === 'up') return `#${list}.${Number(row) - 1}`;
  return act === 'remove' ? `#${list}` : '?saved';
}
