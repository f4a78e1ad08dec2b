import { residentOf } from '#identity';
import { markRead, myMessages } from '#notifications';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const resident = residentOf(locals.viewer);
  const messages = await myMessages(locals.app, resident);
  await markRead(locals.app, resident);
  return { messages };
};
