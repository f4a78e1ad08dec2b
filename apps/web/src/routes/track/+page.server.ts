import { fail } from '@sveltejs/kit';
import { track } from '#cases';
import { Refusal } from '#kernel';
import { one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions } from './$types';

/** Posted, not put into the address: number and code would stay in the history and in logs. */
export const actions = {
  default: async ({ locals, request, getClientAddress }) => {
    const typed = await typedIn(request);
    const no = one(typed, 'no').trim();
    const code = one(typed, 'code').trim();
    const problems = [
      ...(no === '' ? [{ field: 'no', code: 'track.missing.no' }] : []),
      ...(code === '' ? [{ field: 'code', code: 'track.missing.code' }] : []),
    ];
    if (problems.length > 0) return fail(422, { no, problems });
    try {
      return { found: await track(locals.app, { no, code, address: getClientAddress() }) };
    } catch (error) {
      if (error instanceof Refusal) return fail(error.status, { no, limitedFor: error.values.minutes });
      throw error;
    }
  },
} satisfies Actions;
