import { redirect } from '@sveltejs/kit';
import { myCases } from '#cases';
import { residentOf } from '#identity';
import { readCursor } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = readCursor(url.searchParams.get('page'), 1);
  const mine = await myCases(locals.app, residentOf(locals.viewer), cursor);
  if (cursor !== undefined && mine.cases.rows.length === 0) redirect(303, '/cases');
  return { ...mine, firstPage: mine.cases.previous === undefined };
};
