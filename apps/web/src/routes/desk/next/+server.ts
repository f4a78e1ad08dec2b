import { redirect } from '@sveltejs/kit';
import { takeNext } from '#cases';
import { officerOf } from '#identity';
import { workingRoles } from '#queue';
import { attempt, one, typedIn } from '#lib/ui/work/attempt.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => redirect(303, '/desk');

/** Takes the head of the officer's pools; nothing that is posted names a queue or a case. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const officer = officerOf(locals.viewer, ...workingRoles);
  const typed = await typedIn(request);
  let taken = '';
  const failed = await attempt(typed, async () => {
    taken = (await takeNext(locals.app, officer, { key: one(typed, 'key') })).case;
  });
  redirect(303, failed === undefined ? `/desk/cases/${taken}` : `/desk?refused=${failed.data.refusal?.code ?? ''}`);
};
