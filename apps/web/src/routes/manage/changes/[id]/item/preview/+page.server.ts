import { officerOf } from '#identity';
import { itemPreview } from '#publishing';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  change: params.id,
  guide: await itemPreview(locals.app, officerOf(locals.viewer, 'bureau'), params.id),
});
