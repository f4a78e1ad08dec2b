import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { countAttempt, Refusal } from '#kernel';
import { residentOf, type Resident, type Viewer } from '#identity';
import { receiveUpload } from '#materials';
import { isSameOrigin, originOf } from '../idp/origin.ts';
import type { ApiApp, ApiPorts } from './app.ts';
import { drain } from './drain.ts';
import { multipartForm, type FormFile, type MultipartForm } from './multipart.ts';
import { pageAfter, targetOf } from './upload-form.ts';
import { viewerOf } from './viewer.ts';

/**
 * POST /uploads: a plain form, fields first (`draft` and `material` or `case` and `item`, and `next`), then one or more
 * files. Answers with 303 to `next`; a problem goes along as `?problem=<code>`.
 */
export function uploadRoute(api: FastifyInstance, app: ApiApp, ports: ApiPorts): void {
  api.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body stays a stream.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.post('/uploads', async (request, reply) => {
      requireSameOrigin(app, request, reply);
      const viewer = await viewerOf(app, request);
      const form = multipartForm(request.raw);
      try {
        await takeFiles({ app, ports, viewer }, form);
        return await reply.redirect(pageAfter(form.fields, originOf(request.raw, app)), 303);
      } catch (error) {
        return await answerProblem(app, { request, reply, form }, error);
      }
    });
    return Promise.resolve();
  });
}

interface Uploading {
  readonly app: ApiApp;
  readonly ports: ApiPorts;
  readonly viewer: Viewer;
}

async function takeFiles(uploading: Uploading, form: MultipartForm): Promise<void> {
  let taken = 0;
  await form.eachFile(async (file) => {
    if (await takeFile(uploading, form, file)) taken += 1;
  });
  if (taken === 0) throw new Refusal('materials.no-file', { status: 422 });
}

/** @returns false where no file was chosen */
async function takeFile(
  { app, ports, viewer }: Uploading,
  { fields }: MultipartForm,
  file: FormFile,
): Promise<boolean> {
  const resident = residentOf(viewer);
  const target = targetOf(fields);
  await ports.mayAttach(app, resident, target);
  if (file.filename === '') {
    for await (const _chunk of file.stream);
    return false;
  }
  await countFile(app, resident);
  const { asset } = await receiveUpload(app, { owner: resident.person, ...file });
  await ports.attach(app, resident, { target, asset });
  return true;
}

/** @throws Refusal materials.too-often */
async function countFile(app: ApiApp, { person }: Resident): Promise<void> {
  try {
    await countAttempt(app, { purpose: 'upload.person', subject: person, limit: 'upload.filesPerHour' });
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('materials.too-often', { status: 429 }) : error;
  }
}

function requireSameOrigin(app: ApiApp, request: FastifyRequest, reply: FastifyReply): void {
  if (isSameOrigin(request.raw, app)) return;
  reply.header('connection', 'close');
  throw new Refusal('materials.foreign-origin', { status: 403 });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly form: MultipartForm;
}

/** Back to the page with the reason; only what has no page to go back to is a plain problem. */
async function answerProblem(app: ApiApp, { request, reply, form }: Exchange, error: unknown): Promise<FastifyReply> {
  if (!(await drain(request.raw))) reply.header('connection', 'close');
  const code = error instanceof Refusal ? error.code : 'materials.failed';
  if (!(error instanceof Refusal)) app.log.error({ err: error, requestId: request.id }, 'An upload failed');
  if (code === 'kernel.not-found') throw error;
  const origin = originOf(request.raw, app);
  if (code === 'identity.sign-in-needed')
    return reply.redirect(`/sign-in?next=${encodeURIComponent(pageAfter(form.fields, origin))}`, 303);
  if (!form.fields.has('next')) throw error;
  return reply.redirect(pageAfter(form.fields, origin, code), 303);
}
