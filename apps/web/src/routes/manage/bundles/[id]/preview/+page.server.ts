import { bundleChangeView, previewGuide } from '#bundles';
import { officerOf } from '#identity';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const officer = officerOf(locals.viewer, 'bureau');
  const { name, bundle, sketch } = await bundleChangeView(locals.app, officer, params.id);
  const capacity = sketch.about.capacities.includes('person') ? 'person' : 'organisation';
  return { name, bundle, guide: await previewGuide(locals.app, officer, { bundle, capacity }) };
};
