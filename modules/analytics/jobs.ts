import type { World } from '#kernel';
import { assess } from './assessment/assess.ts';
import type { Searches } from './assessment/collect-evidence.ts';
import { checkReleases, publishReleases } from './figures/publish-releases.ts';
import { publishMaps, type Reports } from './publish-maps.ts';

export const analyticsJobs = {
  'analytics.publishMaps': async (world: World & Reports) => {
    await publishMaps(world);
  },
  'analytics.publishReleases': async (world: World & Reports) => {
    await publishReleases(world);
  },
  'analytics.checkReleases': checkReleases,
  'analytics.assess': async (world: World & Searches) => assess(world),
};

/** In the night of Shanghai, when nobody waits for a database; releases as soon as their day has begun, or an outage is over. */
export const analyticsCrontab = [
  '40 18 * * * analytics.publishMaps',
  '5 * * * * analytics.publishReleases',
  '10 19 * * * analytics.checkReleases',
  '40 19 1 * * analytics.assess',
];
