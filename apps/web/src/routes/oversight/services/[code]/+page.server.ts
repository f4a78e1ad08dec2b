import { watchedProcess } from '#analytics';
import { officerOf } from '#identity';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { code }, url }) => {
  const officer = officerOf(locals.viewer, 'bureau', 'supervisor');
  const version = url.searchParams.get('version');
  return { process: await watchedProcess(locals.app, officer, { code, version }) };
};
