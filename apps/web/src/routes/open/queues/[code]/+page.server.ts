import { redirect } from '@sveltejs/kit';
import { openQueue } from '#cases';
import { notFound, readCursor } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const open = readCursor(url.searchParams.get('open'), 3);
  const done = readCursor(url.searchParams.get('done'), 2);
  const queue = await openQueue(locals.app, params.code, { open, done });
  if (queue === undefined) throw notFound();
  const isPast =
    (open !== undefined && queue.open.rows.length === 0) || (done !== undefined && queue.done.rows.length === 0);
  if (isPast) redirect(303, url.pathname);
  return { queue };
};
