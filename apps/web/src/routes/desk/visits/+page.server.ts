import { fail, redirect } from '@sveltejs/kit';
import { recordVisit, visitDesk } from '#bundles';
import { officerOf } from '#identity';
import { workingRoles } from '#queue';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  visits: await visitDesk(locals.app, officerOf(locals.viewer, ...workingRoles)),
  key: newKey(),
  done: url.searchParams.has('done'),
});

export const actions = {
  record: async ({ locals, request }) => {
    const officer = officerOf(locals.viewer, ...workingRoles);
    const typed = await typedIn(request);
    const [key, no, node, on, findings] = ['key', 'no', 'node', 'on', 'findings'].map((name) => one(typed, name));
    const input = { key: key ?? '', no: no ?? '', node: node ?? '', on: on ?? '', findings: findings ?? '' };
    const failed = await attempt(typed, async () => recordVisit(locals.app, officer, input));
    return failed === undefined ? redirect(303, '/desk/visits?done') : fail(failed.status, failed.data);
  },
} satisfies Actions;
