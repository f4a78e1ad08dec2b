import { myCases } from '#cases';
import { residentOf } from '#identity';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => myCases(locals.app, residentOf(locals.viewer));
