import { openProcess } from '#analytics';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  process: await openProcess(locals.app.db, params.code, url.searchParams.get('map')),
});
