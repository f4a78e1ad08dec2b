import { automaticDesk } from '#cases';
import { officerOf } from '#identity';
import { readCursor } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, 'bureau', 'supervisor');
  return { desk: await automaticDesk(locals.app, officer, readCursor(url.searchParams.get('at'), 1)) };
};
