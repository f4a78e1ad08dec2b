import type { World } from '#kernel';
import { tell } from './tell.ts';

/** Jobs that other modules emit for this one. */
export const notificationJobs = {
  'notifications.tell': async (world: World, payload: unknown) => tell(world, payload),
};
