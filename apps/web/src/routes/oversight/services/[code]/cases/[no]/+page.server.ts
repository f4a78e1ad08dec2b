import { watchedCase } from '#analytics';
import { officerOf } from '#identity';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { code, no } }) => {
  const officer = officerOf(locals.viewer, 'bureau', 'supervisor');
  return { watched: await watchedCase(locals.app, officer, { code, no }) };
};
