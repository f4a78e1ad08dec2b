import { answerSupplement, caseView, detachFile, proofStep, readShortNo, withdraw } from '#cases';
import { residentOf } from '#identity';
import { notFound } from '#kernel';
import { redirect } from '@sveltejs/kit';
import { attempt, newKey, one, typedIn, uploadProblemIn } from '#lib/ui/work/attempt.server.ts';
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
  };
};

export const actions = {
  answer: async ({ locals, params, request }) => {
    const typed = await typedIn(request);
    const input = { case: numberIn(params.no), key: one(typed, 'key'), note: one(typed, 'note') };
    const failed = await attempt(typed, async () => answerSupplement(locals.app, residentOf(locals.viewer), input));
    return failed ?? redirect(303, `/cases/${params.no}`);
  },
  withdraw: async ({ locals, params, request }) => {
    const typed = await typedIn(request);
    const input = { case: numberIn(params.no), key: one(typed, 'key'), reason: one(typed, 'reason') };
    const failed = await attempt(typed, async () => withdraw(locals.app, residentOf(locals.viewer), input));
    return failed ?? redirect(303, `/cases/${params.no}`);
  },
  detach: async ({ locals, params, request }) => {
    const asset = one(await typedIn(request), 'asset');
    await detachFile(locals.app, residentOf(locals.viewer), { case: params.no, asset });
    redirect(303, `/cases/${params.no}#supplement`);
  },
} satisfies Actions;

function numberIn(typed: string) {
  const no = readShortNo(typed);
  if (no === undefined) throw notFound();
  return no;
}
