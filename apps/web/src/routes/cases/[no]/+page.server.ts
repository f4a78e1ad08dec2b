import { answerSupplement, caseView, detachFile, proofStep, readShortNo, withdraw } from '#cases';
import { residentOf } from '#identity';
import { InvalidInput, notFound } from '#kernel';
import { redirect } from '@sveltejs/kit';
import { attempt, filesNotSent, newKey, one, typedIn, uploadProblemIn } from '#lib/ui/work/attempt.server.ts';
import { forget, keep, keptFor } from '#lib/ui/work/kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const view = await caseView(locals.app, residentOf(locals.viewer), params.no);
  const { no, ledgerIndex: index } = view;
  const hasWitnesses = locals.app.ledger.policy.witnesses.size > 0;
  return {
    view,
    proof: { no, index, step: await proofStep(locals.app, index), hasWitnesses },
    key: newKey(),
    filed: url.searchParams.has('filed') && view.status === 'submitted',
    uploadProblem: uploadProblemIn(url),
    kept: await keptFor(locals, url.pathname),
  };
};

export const actions = {
  answer: async ({ locals, params, request, url }) => {
    const typed = await typedIn(request);
    const input = { case: numberIn(params.no), key: one(typed, 'key'), note: one(typed, 'note') };
    const resident = residentOf(locals.viewer);
    const failed = await attempt(typed, async () => {
      const notSent = filesNotSent(typed).map((item) => ({ field: `item-${item}`, code: 'filing.file.notSent' }));
      if (notSent.length > 0) throw new InvalidInput(notSent);
      await answerSupplement(locals.app, resident, input);
      await forget(locals, url.pathname);
    });
    return failed ?? redirect(303, `/cases/${params.no}`);
  },
  withdraw: async ({ locals, params, request, url }) => {
    const typed = await typedIn(request);
    const input = { case: numberIn(params.no), key: one(typed, 'key'), reason: one(typed, 'reason') };
    const resident = residentOf(locals.viewer);
    const failed = await attempt(typed, async () => {
      await withdraw(locals.app, resident, input);
      await forget(locals, url.pathname);
    });
    return failed ?? redirect(303, `/cases/${params.no}`);
  },
  detach: async ({ locals, params, request, url }) => {
    const typed = await typedIn(request);
    await detachFile(locals.app, residentOf(locals.viewer), { case: params.no, asset: one(typed, 'asset') });
    await keep(locals, { path: url.pathname, why: 'on-the-way' }, typed);
    redirect(303, `/cases/${params.no}#supplement`);
  },
} satisfies Actions;

function numberIn(typed: string) {
  const no = readShortNo(typed);
  if (no === undefined) throw notFound();
  return no;
}
