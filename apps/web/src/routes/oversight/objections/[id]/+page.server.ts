import { fail, redirect } from '@sveltejs/kit';
import { answerObjection, heardObjection, replyToObjection } from '#cases';
import { officerOf, type Viewer } from '#identity';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { answerTyped, required } from '#lib/ui/work/objections/typed.ts';
import type { Actions, PageServerLoad } from './$types';

const hearing = (viewer: Viewer) => officerOf(viewer, 'approver', 'bureau', 'supervisor');

export const load: PageServerLoad = async ({ locals, params }) => ({
  objection: await heardObjection(locals.app, hearing(locals.viewer), params.id),
  key: newKey(),
});

export const actions = {
  reply: async ({ locals, params, request }) => {
    const officer = hearing(locals.viewer);
    await heardObjection(locals.app, officer, params.id);
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () => {
      const input = { key: one(typed, 'key'), objection: params.id, text: required('text', one(typed, 'text')) };
      await replyToObjection(locals.app, officer, input);
    });
    return failed === undefined
      ? redirect(303, '/oversight/objections?done=replied')
      : fail(failed.status, { ...failed.data, act: 'reply' });
  },
  answer: async ({ locals, params, request }) => {
    const officer = hearing(locals.viewer);
    await heardObjection(locals.app, officer, params.id);
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () => {
      const answer = answerTyped(one(typed, 'outcome'), one(typed, 'text'));
      await answerObjection(locals.app, officer, { key: one(typed, 'key'), objection: params.id, ...answer });
    });
    return failed === undefined
      ? redirect(303, '/oversight/objections?done=answered')
      : fail(failed.status, { ...failed.data, act: 'answer' });
  },
} satisfies Actions;
