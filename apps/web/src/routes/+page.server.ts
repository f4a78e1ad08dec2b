import { homeView } from '#lib/home/home-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await homeView(locals.app)),
  kind: locals.viewer.kind,
});
