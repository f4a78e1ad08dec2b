import { leadOverview } from '#cases';
import { officerOf } from '#identity';
import { readCursor } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  led: await leadOverview(locals.app, officerOf(locals.viewer), readCursor(url.searchParams.get('at'), 1)),
});
