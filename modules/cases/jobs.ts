import type { World } from '#kernel';
import { decideAutomatically } from './automatic/decide-automatically.ts';
import { reviewObjection, type ReviewWorld } from './objections/review-objection.ts';
import { fireDues } from './route/fire-dues.ts';
import { releaseVanished, type Reports } from './release-vanished.ts';
import { sweepDrafts } from './sweep-drafts.ts';

/** Work of this module: name of the job → what it does. Crontab lines are the worker's. */
export const caseJobs = {
  'cases.releaseVanished': async (world: World & Reports) => {
    await releaseVanished(world);
  },
  'cases.decideAutomatically': async (world: World & Reports) => {
    await decideAutomatically(world);
  },
  'cases.fireDues': async (world: World & Reports) => {
    await fireDues(world);
  },
  'cases.reviewObjection': async (world: ReviewWorld, payload: unknown) => reviewObjection(world, payload),
  'cases.sweepDrafts': async (world: World) => {
    await sweepDrafts(world);
  },
};

export const caseCrontab = [
  '* * * * * cases.releaseVanished',
  '* * * * * cases.decideAutomatically',
  '* * * * * cases.fireDues',
  '17 3 * * * cases.sweepDrafts',
];
