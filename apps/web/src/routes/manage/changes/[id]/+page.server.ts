import { fail, redirect } from '@sveltejs/kit';
import { officerOf } from '#identity';
import { changeView, endChange, rebaseChange, saveChange } from '#publishing';
import { attempt, newKey, one, typedIn, type Typed } from '#lib/ui/work/attempt.server.ts';
import { changeActs } from '#lib/ui/work/publishing/typed.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const done = url.searchParams.get('done');
  return {
    view: await changeView(locals.app, officerOf(locals.viewer, 'bureau'), params.id),
    key: newKey(),
    done: changeActs.find((act) => act === done),
  };
};

type Officer = ReturnType<typeof officerOf>;

const acting =
  (
    act: (typeof changeActs)[number],
    perform: (on: { world: App.Locals['app']; officer: Officer; typed: Typed; change: string }) => Promise<void>,
  ) =>
  async ({ locals, params, request }: Parameters<Action>[0]) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () => perform({ world: locals.app, officer, typed, change: params.id }));
    return failed === undefined
      ? redirect(303, `/manage/changes/${params.id}?done=${act}`)
      : fail(failed.status, { ...failed.data, act });
  };

const ending = (act: 'propose' | 'publish' | 'send-back' | 'discard') =>
  acting(act, async ({ world, officer, typed, change }) =>
    endChange(world, officer, {
      key: one(typed, 'key'),
      change,
      revision: one(typed, 'revision'),
      act,
      reason: one(typed, 'reason'),
    }),
  );

export const actions = {
  save: acting('save', async ({ world, officer, typed, change }) =>
    saveChange(world, officer, {
      change,
      revision: one(typed, 'revision'),
      ...('newModel' in typed ? { newModel: one(typed, 'newModel').trim() } : {}),
      ...('note' in typed ? { note: one(typed, 'note') } : {}),
    }),
  ),
  rebase: acting('rebase', async ({ world, officer, typed, change }) =>
    rebaseChange(world, officer, { key: one(typed, 'key'), change, revision: one(typed, 'revision') }),
  ),
  propose: ending('propose'),
  publish: ending('publish'),
  'send-back': ending('send-back'),
  discard: ending('discard'),
} satisfies Actions;
