import { fail, redirect } from '@sveltejs/kit';
import { bundleChangeActs, bundleChangeView, endBundleChange, saveBundleChange, startBundleChange } from '#bundles';
import { officerOf } from '#identity';
import { besideOf, foundIn, partIn, whereAfter } from '#lib/bundles/editor/editing.server.ts';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { forget, keptFor } from '#lib/ui/work/kept.server.ts';
import type { Action, Actions, PageServerLoad } from './$types';

const acts = ['save', ...bundleChangeActs] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const view = await bundleChangeView(locals.app, officerOf(locals.viewer, 'bureau'), params.id);
  const kept = await keptFor(locals, url.pathname);
  const part = kept?.act === 'save' ? partIn(one(kept.typed, 'part')) : partIn(url.searchParams.get('part'));
  const q = url.searchParams.get('q') ?? '';
  return {
    view,
    part,
    q,
    found: part === 'nodes' && q !== '' ? foundIn(locals.app.search, q) : [],
    key: newKey(),
    kept: kept?.act === 'save' ? besideOf(view, kept.typed) : undefined,
    done: acts.find((act) => act === url.searchParams.get('done')),
  };
};

const ending =
  (act: (typeof bundleChangeActs)[number]) =>
  async ({ locals, params, request }: Parameters<Action>[0]) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const [key, revision, reason] = [one(typed, 'key'), one(typed, 'revision'), one(typed, 'reason')];
    const failed = await attempt(typed, async () =>
      endBundleChange(locals.app, officer, { key, bundle: params.id, act, revision, reason }),
    );
    if (failed !== undefined) return fail(failed.status, { ...failed.data, act });
    const { versions } = act === 'discard' ? await viewOrNone(locals, params.id) : { versions: [act] };
    return redirect(303, versions.length === 0 ? '/manage/bundles' : `/manage/bundles/${params.id}?done=${act}`);
  };

/** A new bundle that was given up is nowhere any more. */
async function viewOrNone({ app, viewer }: App.Locals, bundle: string) {
  return bundleChangeView(app, officerOf(viewer, 'bureau'), bundle).catch(() => ({ versions: [] }));
}

export const actions = {
  start: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), bundle: params.id };
    const failed = await attempt(typed, async () => startBundleChange(locals.app, officer, input));
    return failed === undefined
      ? redirect(303, `/manage/bundles/${params.id}`)
      : fail(failed.status, { ...failed.data, act: 'start' });
  },
  save: async ({ locals, params, request, url }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const [revision, part, button] = [one(typed, 'revision'), one(typed, 'part'), one(typed, 'button')];
    const input = { bundle: params.id, revision, part: part as 'about', button, typed };
    const failed = await attempt(typed, async () => saveBundleChange(locals.app, officer, input));
    if (failed === undefined) {
      await forget(locals, url.pathname);
      return redirect(303, `/manage/bundles/${params.id}${whereAfter(typed)}`);
    }
    const view = await bundleChangeView(locals.app, officer, params.id);
    return fail(failed.status, { ...failed.data, act: 'save', part: partIn(part), beside: besideOf(view, typed) });
  },
  propose: ending('propose'),
  publish: ending('publish'),
  'send-back': ending('send-back'),
  discard: ending('discard'),
} satisfies Actions;
