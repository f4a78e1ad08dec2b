import { redirect } from '@sveltejs/kit';
import { actFor, mandatesOf, personProfile, residentOf } from '#identity';
import { notFound } from '#kernel';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const viewer = residentOf(locals.viewer);
  const [{ name }, mandates] = await Promise.all([
    personProfile(locals.app, viewer.person),
    mandatesOf(locals.app, viewer.person),
  ]);
  return { name, mandates, now: viewer.organisation, done: url.searchParams.has('done') };
};

export const actions = {
  default: async ({ locals, request }) => {
    const viewer = residentOf(locals.viewer);
    const chosen = (await request.formData()).get('organisation');
    const mandates = await mandatesOf(locals.app, viewer.person);
    const mandate = mandates.find(({ organisation }) => organisation === chosen);
    if (mandate === undefined && chosen !== '') throw notFound();
    await actFor(locals.app, viewer, mandate?.organisation);
    redirect(303, '/my/capacity?done');
  },
} satisfies Actions;
