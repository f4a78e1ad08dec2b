import { openRelease } from '#analytics';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  release: await openRelease(locals.app.db, params.month, url.searchParams.get('number')),
});
