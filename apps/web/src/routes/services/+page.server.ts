import { searchView } from '#lib/catalogue/search-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => searchView(locals.app, url.searchParams);
