import { redirect } from '@sveltejs/kit';
import { watchedServices } from '#analytics';
import { officerOf } from '#identity';
import { readCursor } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, 'bureau', 'supervisor');
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 60);
  const cursor = readCursor(url.searchParams.get('at'), 1);
  const services = await watchedServices(locals.app, officer, { q, cursor });
  if (cursor !== undefined && services.rows.length === 0) redirect(303, url.pathname);
  return { services, q };
};
