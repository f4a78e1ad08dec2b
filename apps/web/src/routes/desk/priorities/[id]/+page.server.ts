import { fail, redirect } from '@sveltejs/kit';
import { declinePriority, priorityProposal, signPriority } from '#cases';
import { officerOf } from '#identity';
import { workingRoles } from '#queue';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { requireReason } from '#lib/ui/work/priority/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const officer = officerOf(locals.viewer, ...workingRoles);
  return { proposal: await priorityProposal(locals.app, officer, params.id), key: newKey() };
};

export const actions = {
  sign: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, ...workingRoles);
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), proposal: params.id };
    const failed = await attempt(typed, async () => signPriority(locals.app, officer, input));
    return failed === undefined
      ? redirect(303, '/desk/priorities?done=signed')
      : fail(failed.status, { ...failed.data, act: 'sign' });
  },
  decline: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, ...workingRoles);
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), proposal: params.id };
    const failed = await attempt(typed, async () =>
      declinePriority(locals.app, officer, { ...input, reason: requireReason(one(typed, 'reason')) }),
    );
    return failed === undefined
      ? redirect(303, '/desk/priorities?done=declined')
      : fail(failed.status, { ...failed.data, act: 'decline' });
  },
} satisfies Actions;
