import { bundleCards, myApplications } from '#bundles';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, viewer } }) => ({
  bundles: await bundleCards(app),
  mine: viewer.kind === 'resident' ? await myApplications(app, viewer) : [],
});
