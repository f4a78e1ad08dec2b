import { taskView } from '#cases';
import { officerOf } from '#identity';
import { workingRoles } from '#queue';
import { newKey } from '#lib/ui/work/attempt.server.ts';
import { actOnCase, type Act } from '#lib/ui/work/desk-acts.server.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  task: await taskView(locals.app, officerOf(locals.viewer, ...workingRoles), params.no),
  key: newKey(),
});

const act =
  (name: Act) =>
  async ({ locals, params, request }: Parameters<Action>[0]) =>
    actOnCase(locals, { no: params.no, act: name }, request);

export const actions = {
  accept: act('accept'),
  refuse: act('refuse'),
  'request-supplement': act('request-supplement'),
  pass: act('pass'),
  decide: act('decide'),
  deliver: act('deliver'),
  release: act('release'),
} satisfies Actions;
