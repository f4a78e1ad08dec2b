import { bundleGuide } from '#bundles';
import { notFound } from '#kernel';
import { capacityIn } from '#lib/bundles/capacity.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, viewer }, params }) => {
  const guide = await bundleGuide(app, params.id, { capacity: capacityIn(viewer) });
  if (guide === undefined) throw notFound();
  return { guide };
};
