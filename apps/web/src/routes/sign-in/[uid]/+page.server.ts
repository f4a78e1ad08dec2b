import { demoSignIns, interactionView } from '#identity';
import type { PageServerLoad } from './$types';

/** What the provider may say in the address; anything else there is not ours to repeat. */
const PROBLEMS = new Set(['identity.wrong-credentials', 'identity.too-many-attempts']);

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const interaction = await interactionView(locals.app, params.uid);
  const problem = url.searchParams.get('problem') ?? '';
  return {
    interaction,
    demos: interaction === undefined ? [] : await demoSignIns(locals.app),
    problem: PROBLEMS.has(problem) ? problem : undefined,
  };
};
