import { fail, redirect } from '@sveltejs/kit';
import { correctRelease, releaseDesk } from '#analytics';
import { officerOf } from '#identity';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, 'bureau', 'supervisor');
  return {
    cards: await releaseDesk(locals.app),
    mayCorrect: officer.roles.some(({ role }) => role === 'bureau'),
    key: newKey(),
    done: url.searchParams.get('done') === 'corrected',
  };
};

export const actions = {
  correct: async ({ locals, request }) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () => {
      const [key, month, number, reason] = ['key', 'month', 'number', 'reason'].map((name) => one(typed, name));
      await correctRelease(locals.app, officer, { key: key ?? '', month: month ?? '', number, reason: reason ?? '' });
    });
    return failed === undefined
      ? redirect(303, '/oversight/figures?done=corrected')
      : fail(failed.status, { ...failed.data, act: 'correct' });
  },
} satisfies Actions;
