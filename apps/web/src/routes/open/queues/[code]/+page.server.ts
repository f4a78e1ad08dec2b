import { openQueue } from '#cases';
import { notFound } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const queue = await openQueue(locals.app, params.code);
  if (queue === undefined) throw notFound();
  return { queue };
};
