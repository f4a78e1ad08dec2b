import { redirect } from '@sveltejs/kit';
import { assess, assessments } from '#analytics';
import { officerOf } from '#identity';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, 'bureau', 'supervisor');
  return {
    assessments: await assessments(locals.app.db, url.searchParams.get('number')),
    mayAssess: officer.roles.some(({ role }) => role === 'bureau'),
  };
};

export const actions = {
  assess: async ({ locals }) => {
    await assess(locals.app, officerOf(locals.viewer, 'bureau'));
    redirect(303, '/oversight/assessment');
  },
} satisfies Actions;
