import { fail, redirect } from '@sveltejs/kit';
import { officerOf, type Officer } from '#identity';
import { saveChange, tableSheet } from '#publishing';
import { editorWords } from '#lib/editors/words.server.ts';
import { attempt, one, typedIn, type Typed } from '#lib/ui/work/attempt.server.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  sheet: await tableSheet(locals.app, officerOf(locals.viewer, 'bureau'), { change: params.id, name: params.name }),
  words: editorWords(locals.locale, 'editor.'),
  nonce: locals.nonce,
  saved: url.searchParams.has('saved'),
});

interface Saving {
  readonly world: App.Locals['app'];
  readonly officer: Officer;
  readonly typed: Typed;
  readonly change: string;
  readonly name: string;
}

const saving =
  (act: 'save' | 'examples', perform: (saving: Saving) => Promise<void>) =>
  async ({ locals, params, request }: Parameters<Action>[0]) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const { id: change, name } = params;
    const failed = await attempt(typed, async () => perform({ world: locals.app, officer, typed, change, name }));
    if (failed !== undefined) return fail(failed.status, { ...failed.data, act });
    const isGone = act === 'save' && one(typed, 'xml').trim() === '';
    const back = isGone || one(typed, 'then') === 'overview';
    const here = `/decisions/${encodeURIComponent(name)}?saved${act === 'examples' ? '#examples' : ''}`;
    return redirect(303, `/manage/changes/${change}${back ? '' : here}`);
  };

export const actions = {
  save: saving('save', async ({ world, officer, typed, change, name }) =>
    saveChange(world, officer, {
      change,
      revision: one(typed, 'revision'),
      decisions: [{ name, xml: one(typed, 'xml') }],
    }),
  ),
  examples: saving('examples', async ({ world, officer, typed, change, name }) => {
    const { inputs } = await tableSheet(world, officer, { change, name });
    await saveChange(world, officer, {
      change,
      revision: one(typed, 'revision'),
      examples: { name, rows: rowsIn(typed, inputs) },
    });
  }),
} satisfies Actions;

/** The rows that have something in them. */
function rowsIn(typed: Typed, inputs: readonly string[]) {
  const count = Math.min(Number(one(typed, 'rows')) || 0, 500);
  return Array.from({ length: count }, (_, row) => ({
    given: Object.fromEntries(
      inputs.flatMap((input, at) => {
        const cell = one(typed, `row.${row}.${at}`).trim();
        return cell === '' ? [] : [[input, cell]];
      }),
    ),
    expected: one(typed, `row.${row}.expected`).trim(),
  })).filter(({ given, expected }) => expected !== '' || Object.keys(given).length > 0);
}
