import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { notFound } from '#kernel';
import { openAsset, type AssetId, type AssetInfo } from '#materials';
import type { ApiApp, ApiPorts } from './app.ts';
import { viewerOf } from './viewer.ts';

const Params = z.object({ asset: z.uuid() });

/** GET /uploads/{asset}: always to be saved, never shown by this origin. */
export function downloadRoute(api: FastifyInstance, app: ApiApp, { mayReadFile }: ApiPorts): void {
  // Without HEAD, which would read the file, and write that an officer read it, for nothing.
  api.get('/uploads/:asset', { exposeHeadRoute: false }, async (request, reply) => {
    const { success, data } = Params.safeParse(request.params);
    if (!success) throw notFound();
    const asset = data.asset as AssetId;
    const viewer = await viewerOf(app, request);
    if (viewer.kind === 'visitor') return reply.redirect(`/sign-in?next=/uploads/${asset}`, 303);
    if (!(await mayReadFile(app, viewer, asset))) throw notFound();
    const { info, stream } = await openAsset(app, asset);
    return describe(reply, info).send(loudly(app, Readable.from(stream, { objectMode: false })));
  });
}

function describe(reply: FastifyReply, { name, size, mediaType }: AssetInfo): FastifyReply {
  return reply
    .type(mediaType)
    .header('content-length', size)
    .header('content-disposition', `attachment; filename*=UTF-8''${extended(name)}`);
}

/** A file that does not open any more is our fault, and the reader's connection breaks off: say so in the log. */
function loudly({ log }: ApiApp, stream: Readable): Readable {
  return stream.on('error', (error) => {
    log.error({ err: error }, 'A stored file could not be read');
  });
}

/** RFC 8187 allows fewer characters than encodeURIComponent leaves. */
function extended(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
