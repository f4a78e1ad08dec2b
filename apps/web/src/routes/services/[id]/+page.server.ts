import { hasOpenMap } from '#analytics';
import { guideView, type ItemId } from '#catalogue';
import { notFound } from '#kernel';
import { askGuide } from '#publishing';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const guide = await guideView(locals.app.db, params.id as ItemId);
  if (guide === undefined) throw notFound();
  const asked = await askGuide(locals.app, guide.version, url.searchParams);
  const hasMap = await hasOpenMap(locals.app.db, params.id as ItemId);
  return { guide, asked, viewer: locals.viewer.kind, address: url.origin + url.pathname, hasMap };
};
