import { fail, redirect } from '@sveltejs/kit';
import { bundleRows, startBundleChange } from '#bundles';
import { officerOf } from '#identity';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  bundles: await bundleRows(locals.app, officerOf(locals.viewer, 'bureau')),
  key: newKey(),
});

export const actions = {
  start: async ({ locals, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), plainName: one(typed, 'plainName') };
    let bundle = '';
    const failed = await attempt(typed, async () => {
      ({ bundle } = await startBundleChange(locals.app, officer, input));
    });
    return failed === undefined
      ? redirect(303, `/manage/bundles/${bundle}?part=about`)
      : fail(failed.status, failed.data);
  },
} satisfies Actions;
