import type { World } from '#kernel';
import { publishMaps, type Reports } from './publish-maps.ts';

export const analyticsJobs = {
  'analytics.publishMaps': async (world: World & Reports) => {
    await publishMaps(world);
  },
};

/** In the night of Shanghai, when nobody waits for a database. */
export const analyticsCrontab = ['40 18 * * * analytics.publishMaps'];
