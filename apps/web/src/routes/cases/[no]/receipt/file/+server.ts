import { caseReceipt } from '#cases';
import { residentOf } from '#identity';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { no, note } = await caseReceipt(locals.app, residentOf(locals.viewer), params.no);
  return saved({ name: `${no}.receipt`, type: 'text/plain; charset=utf-8', body: note });
};
