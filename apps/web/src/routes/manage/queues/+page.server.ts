import { fail, redirect } from '@sveltejs/kit';
import { officerOf } from '#identity';
import { ruledQueues, serviceReasons, setQuota, setService } from '#queue';
import { attempt, newKey, one, typedIn, type Typed } from '#lib/ui/work/attempt.server.ts';
import { quotaOf, reasonOf, rulingDone } from '#lib/ui/work/ruling/typed.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = officerOf(locals.viewer, 'bureau');
  return {
    queues: await ruledQueues(locals.app, officer),
    reasons: serviceReasons,
    key: newKey(),
    ...rulingDone(url.searchParams),
  };
};

type Officer = ReturnType<typeof officerOf>;

const acting =
  (act: string, perform: (world: App.Locals['app'], officer: Officer, typed: Typed) => Promise<unknown>) =>
  async ({ locals, request }: Parameters<Action>[0]) => {
    const officer = officerOf(locals.viewer, 'bureau');
    const typed = await typedIn(request);
    const failed = await attempt(typed, async () => perform(locals.app, officer, typed));
    return failed === undefined
      ? redirect(303, `/manage/queues?done=${act}`)
      : fail(failed.status, { ...failed.data, act });
  };

const named = (typed: Typed) => ({ key: one(typed, 'key'), q: one(typed, 'q') });

export const actions = {
  pause: acting('pause', async (world, officer, typed) =>
    setService(world, officer, { ...named(typed), service: 'pause', reason: reasonOf(one(typed, 'reason')) }),
  ),
  open: acting('open', async (world, officer, typed) =>
    setService(world, officer, { ...named(typed), service: 'open', reason: reasonOf(one(typed, 'reason')) }),
  ),
  quota: acting('quota', async (world, officer, typed) =>
    setQuota(world, officer, { ...named(typed), quota: quotaOf(one(typed, 'quota')) }),
  ),
} satisfies Actions;
