import type { World } from '#kernel';
import { watch } from './watch.ts';

export const supervisionJobs = {
  'supervision.watch': async (world: World) => {
    await watch(world);
  },
};

/** Each minute: what has happened is looked at while it still goes on. */
export const supervisionCrontab = ['* * * * * supervision.watch'];
