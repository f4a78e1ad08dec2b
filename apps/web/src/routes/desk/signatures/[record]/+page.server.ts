import { fail, redirect } from '@sveltejs/kit';
import { readShortNo, signVisit, visitRecord } from '#cases';
import { officerOf } from '#identity';
import { notFound } from '#kernel';
import { attempt, newKey, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A case and the number of its task, as the address has them. */
function placeIn(record: string) {
  const [, no = '', n = ''] = /^([0-9A-Z]{15})-([1-9][0-9]{0,3})$/.exec(record) ?? [];
  const short = readShortNo(no);
  if (short === undefined) throw notFound();
  return { no: short, n: Number(n) };
}

export const load: PageServerLoad = async ({ locals, params }) => ({
  visit: await visitRecord(locals.app, officerOf(locals.viewer, 'examiner'), placeIn(params.record)),
  key: newKey(),
});

export const actions = {
  sign: async ({ locals, params, request }) => {
    const officer = officerOf(locals.viewer, 'examiner');
    const { no, n } = placeIn(params.record);
    const typed = await typedIn(request);
    const input = { key: one(typed, 'key'), case: no, n, version: Number(one(typed, 'version')) };
    const failed = await attempt(typed, async () => signVisit(locals.app, officer, input));
    return failed === undefined ? redirect(303, '/desk/signatures?done') : fail(failed.status, failed.data);
  },
} satisfies Actions;
