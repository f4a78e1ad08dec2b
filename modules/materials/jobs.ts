import type { FilesWorld } from './receive-upload.ts';
import { sweepUnused, type References } from './sweep-unused.ts';

/** Recurring work of this module: name of the job → what it does. Crontab lines are the worker's. */
export const materialJobs = {
  'materials.sweepUnused': async (world: FilesWorld & References) => {
    await sweepUnused(world, world);
  },
};

export const materialCrontab = ['41 3 * * * materials.sweepUnused'];
