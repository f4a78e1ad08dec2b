import type { World } from '#kernel';
import { progress } from './progress.ts';

/** Work of this module. `bundles.progress` is added by every act on a case that is a part of a bundle. */
export const bundleJobs = {
  'bundles.progress': async (world: World, payload: unknown) => progress(world, payload),
};
