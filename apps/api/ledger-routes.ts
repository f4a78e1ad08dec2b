import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { proveLeaf } from '#ledger';
import { notFound } from '#kernel';
import { encodeUtf8, parseTilePath, TlogProblem } from '#tlog';
import type { ApiApp } from './app.ts';

/** What is in a public log may be read by anybody from anywhere, also by a page of another origin. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_MOMENT = 'public, max-age=1';
const TEXT = 'text/plain; charset=utf-8';

/** What a column of the database can hold; no log is that long. */
const MOST = 2n ** 63n - 1n;

const Index = z.object({
  index: z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,18})$/)
    .refine((digits) => BigInt(digits) <= MOST),
});

/** The public log (C2SP tlog-tiles): /ledger/checkpoint, /ledger/tile/…, its policy, and proofs by index. */
export function ledgerRoutes(api: FastifyInstance, { db, ledger }: ApiApp): void {
  api.get('/ledger/checkpoint', async (_request, reply) =>
    send(reply, { bytes: await ledger.files.read('checkpoint'), type: TEXT, cache: FOR_A_MOMENT }),
  );
  api.get('/ledger/policy', async (_request, reply) =>
    send(reply, { bytes: encodeUtf8(ledger.policyText), type: TEXT, cache: FOR_A_MOMENT }),
  );
  api.get('/ledger/tile/*', async (request, reply) => {
    const path = tileOf((request.params as { readonly '*': string })['*']);
    return send(reply, { bytes: await ledger.files.read(path), type: 'application/octet-stream', cache: FOR_EVER });
  });
  api.get('/ledger/proof/:index', async (request, reply) => {
    const { success, data } = Index.safeParse(request.params);
    if (!success) throw notFound();
    const proof = await proveLeaf(db, ledger, { index: BigInt(data.index) });
    const bytes = proof === undefined ? undefined : encodeUtf8(proof.file);
    reply.header('content-disposition', `attachment; filename="${data.index}.tlog-proof"`);
    return send(reply, { bytes, type: TEXT, cache: FOR_A_MOMENT });
  });
}

/** Only what the format allows reaches the file system. */
function tileOf(rest: string): string {
  const path = `tile/${rest}`;
  try {
    parseTilePath(path);
    return path;
  } catch (error) {
    if (error instanceof TlogProblem) throw notFound();
    throw error;
  }
}

interface Answer {
  readonly bytes: Uint8Array | undefined;
  readonly type: string;
  readonly cache: string;
}

function send(reply: FastifyReply, { bytes, type, cache }: Answer): FastifyReply {
  if (bytes === undefined) throw notFound();
  return reply
    .headers({ ...OPEN, 'cache-control': cache })
    .type(type)
    .send(Buffer.from(bytes));
}
