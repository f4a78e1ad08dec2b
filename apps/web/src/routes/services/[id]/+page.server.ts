import { guideView, type ItemId } from '#catalogue';
import { notFound } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const guide = await guideView(locals.app.db, params.id as ItemId);
  if (guide === undefined) throw notFound();
  return { guide, viewer: locals.viewer.kind, address: url.origin + url.pathname };
};
