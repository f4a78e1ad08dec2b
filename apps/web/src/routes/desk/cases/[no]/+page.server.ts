import { taskView } from '#cases';
import { officerOf } from '#identity';
import { Refusal } from '#kernel';
import { workingRoles } from '#queue';
import { newKey } from '#lib/ui/work/attempt.server.ts';
import { actOnCase, doneHere, fillIn, type Act } from '#lib/ui/work/desk-acts.server.ts';
import { keptFor, NotInHand } from '#lib/ui/work/kept.server.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = officerOf(locals.viewer, ...workingRoles);
  const kept = await keptFor(locals, url.pathname);
  try {
    return {
      task: await taskView(locals.app, officer, params.no),
      key: newKey(),
      kept,
      done: doneHere(url.searchParams),
    };
  } catch (error) {
    if (kept !== undefined && error instanceof Refusal && error.status === 404) throw new NotInHand(kept.typed);
    throw error;
  }
};

const act =
  (name: Act) =>
  async ({ locals, params, request }: Parameters<Action>[0]) =>
    actOnCase(locals, { no: params.no, act: name }, request);

export const actions = {
  accept: act('accept'),
  refuse: act('refuse'),
  'request-supplement': act('request-supplement'),
  pass: act('pass'),
  'plan-visit': act('plan-visit'),
  'record-visit': act('record-visit'),
  decide: act('decide'),
  deliver: act('deliver'),
  'hand-over': act('hand-over'),
  release: act('release'),
  fill: async ({ locals, params, request }) => fillIn(locals, params.no, request),
} satisfies Actions;
