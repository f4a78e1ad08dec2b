import { analyticsCrontab, analyticsJobs, type Searches } from '#analytics';
import { bundleJobs } from '#bundles';
import { caseCrontab, caseJobs, type Reports, type ReviewWorld } from '#cases';
import { sweepClocks } from '#clocks';
import { sweepSignIns } from '#identity';
import { forgetOld } from '#kernel';
import { materialCrontab, materialJobs, type FilesWorld, type References } from '#materials';
import { notificationJobs } from '#notifications';
import { supervisionCrontab, supervisionJobs } from '#supervision';
import { sweeping } from './rung-handlers.ts';

/** What jobs may need of the application. */
export type WorkerWorld = FilesWorld & References & Reports & ReviewWorld & Searches;

type Job = (world: WorkerWorld, payload: unknown) => Promise<void>;

/** Every job of the platform by the name under which it is emitted. */
export const jobs: Readonly<Record<string, Job>> = {
  ...analyticsJobs,
  ...bundleJobs,
  ...caseJobs,
  ...materialJobs,
  ...notificationJobs,
  ...supervisionJobs,
  'clocks.sweep': async (world) => {
    await sweepClocks(world, sweeping(world));
  },
  'identity.sweepSignIns': sweepSignIns,
  'kernel.forgetOld': forgetOld,
};

/** Recurring jobs as `minute hour day month weekday name`, in UTC. */
export const crontab: readonly string[] = [
  ...analyticsCrontab,
  ...caseCrontab,
  ...materialCrontab,
  ...supervisionCrontab,
  '* * * * * clocks.sweep',
  '7 * * * * identity.sweepSignIns',
  '37 * * * * kernel.forgetOld',
];
