import { visitRecords } from '#cases';
import { officerOf } from '#identity';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  records: await visitRecords(locals.app, officerOf(locals.viewer, 'examiner')),
  done: url.searchParams.has('done'),
});
