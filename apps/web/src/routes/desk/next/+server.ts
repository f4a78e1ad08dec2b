import { redirect } from '@sveltejs/kit';
import { takeNext } from '#cases';
import { officerOf } from '#identity';
import { workingRoles } from '#queue';
import { attempt, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { RequestHandler } from './$types';

/** Followed as a link, or come back to after signing in: nothing is taken without the button. */
export const GET: RequestHandler = () => redirect(303, '/desk?refused=desk.next-by-button');

/** Takes the head of the officer's pools; nothing that is posted names a queue or a case. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const officer = officerOf(locals.viewer, ...workingRoles);
  const typed = await typedIn(request);
  let taken = '';
  const failed = await attempt(typed, async () => {
    taken = (await takeNext(locals.app, officer, { key: one(typed, 'key') })).case;
  });
  if (failed === undefined) redirect(303, `/desk/cases/${taken}`);
  redirect(303, `/desk?refused=${failed.data.refusal?.code ?? 'desk.next-without-key'}`);
};
