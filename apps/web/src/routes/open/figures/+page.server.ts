import { openFigures } from '#analytics';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => ({
  figures: await openFigures(locals.app, {
    month: searchParams.get('month'),
    department: searchParams.get('department'),
    service: searchParams.get('service'),
  }),
});
