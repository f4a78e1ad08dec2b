import { caseReceipt } from '#cases';
import { residentOf } from '#identity';
import { Refusal } from '#kernel';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  const receipt = await caseReceipt(locals.app, residentOf(locals.viewer), params.no);
  // Led here by the proof, which is not there yet: `here` of the error page is then the way to it.
  if (url.searchParams.has('early') && receipt.step === 'promised') {
    setHeaders({ 'retry-after': '2' });
    throw new Refusal('ledger.not-yet', { status: 503 });
  }
  return { receipt, hasWitnesses: locals.app.ledger.policy.witnesses.size > 0 };
};
