import { objectionDesk } from '#cases';
import { officerOf } from '#identity';
import { hearingDone } from '#lib/ui/work/objections/typed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, 'approver', 'bureau', 'supervisor');
  return { cards: await objectionDesk(locals.app, officer), ...hearingDone(url.searchParams) };
};
