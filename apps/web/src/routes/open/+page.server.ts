import { newestMaps } from '#analytics';
import { openBoard } from '#cases';
import type { PageServerLoad } from './$types';

const MOST_MAPS = 100;

export const load: PageServerLoad = async ({ locals }) => ({
  board: await openBoard(locals.app),
  maps: await newestMaps(locals.app.db, MOST_MAPS),
});
