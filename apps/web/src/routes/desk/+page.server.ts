import { deskView } from '#cases';
import { officerOf } from '#identity';
import { newKey } from '#lib/ui/work/attempt.server.ts';
import { arrivalAtDesk } from '#lib/ui/work/desk-arrival.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer);
  return {
    desk: await deskView(locals.app, officer),
    roles: [...new Set(officer.roles.map(({ role }) => role))],
    key: newKey(),
    ...arrivalAtDesk(url.searchParams),
  };
};
