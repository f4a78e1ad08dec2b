import { redirect } from '@sveltejs/kit';
import { caseProof } from '#cases';
import { residentOf } from '#identity';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const proof = await caseProof(locals.app, residentOf(locals.viewer), params.no);
  // Whatever an endpoint answers has no page around it; the receipt's page can say in words that it is too early.
  if (proof === undefined) redirect(303, `/cases/${params.no}/receipt?early`);
  return saved({ name: `${proof.no}.tlog-proof`, type: 'text/plain; charset=utf-8', body: proof.file });
};
