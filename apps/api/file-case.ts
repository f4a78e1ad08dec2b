import type { FastifyInstance } from 'fastify';
import { submitForReceipt } from '#cases';
import { residentOf } from '#identity';
import { Refusal } from '#kernel';
import { isSameOrigin } from '../idp/origin.ts';
import type { ApiApp } from './app.ts';
import { viewerOf } from './viewer.ts';

/** A key, an id and a yes are less. */
const BODY_LIMIT = 1024;

/**
 * POST /api/cases: files a draft, exactly once per draft and key. 201 with the number, the place in the ledger and the
 * receipt, a signed note; only after the commit.
 */
export function fileCaseRoute(api: FastifyInstance, app: ApiApp): void {
  api.post('/api/cases', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    if (!isSameOrigin(request.raw, app)) throw new Refusal('api.foreign-origin', { status: 403 });
    const resident = residentOf(await viewerOf(app, request));
    const { case: no, index, receipt } = await submitForReceipt(app, resident, request.body);
    return reply
      .code(201)
      .header('location', `/cases/${no}`)
      .send({ case: no, index: Number(index), receipt });
  });
}
