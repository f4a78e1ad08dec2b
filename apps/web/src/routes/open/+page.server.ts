import { openBoard } from '#cases';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ board: await openBoard(locals.app) });
