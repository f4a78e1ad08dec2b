import { viewerCard } from '#identity';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => ({
  locale: locals.locale,
  elder: locals.elder,
  card: await viewerCard(locals.app, locals.viewer),
  here: url.pathname + url.search,
  demo: locals.app.config.demo,
});
