import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { countAttempt, Refusal } from '#kernel';
import { keepInput, residentOf, type Resident, type Viewer } from '#identity';
import { receiveUpload } from '#materials';
import { isSameOrigin, originOf } from '../idp/origin.ts';
import type { ApiApp, ApiPorts } from './app.ts';
import { drain } from './drain.ts';
import { multipartForm, type FormFile, type MultipartForm } from './multipart.ts';
import { pageAfter, targetOf, typedBeside } from './upload-form.ts';
import { tokenOf, viewerOf } from './viewer.ts';

/**
 * POST /uploads: the form of a page. First where it belongs (`_draft` or `_case`, and `_next`), then files named
 * `file-<number of material or item>`, with whatever was typed beside them: that is kept for the page. Answers with 303
 * to `_next`; a problem goes along as `?problem=<code>&at=<number>`.
 */
export function uploadRoute(api: FastifyInstance, app: ApiApp, ports: ApiPorts): void {
  api.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body stays a stream.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.post('/uploads', async (request, reply) => {
      requireSameOrigin(app, request, reply);
      const viewer = await viewerOf(app, request);
      const uploading = { app, ports, viewer, form: multipartForm(request.raw), input: undefined };
      try {
        await takeFiles(uploading);
        await keepTyped(uploading, request);
        return await reply.redirect(pageAfter(uploading.form.fields, originOf(request.raw, app), uploading), 303);
      } catch (error) {
        return await answerProblem(uploading, { request, reply }, error);
      }
    });
    return Promise.resolve();
  });
}

interface Uploading {
  readonly app: ApiApp;
  readonly ports: ApiPorts;
  readonly viewer: Viewer;
  readonly form: MultipartForm;
  /** The input that the last file came from. */
  input: string | undefined;
}

async function takeFiles(uploading: Uploading): Promise<void> {
  await uploading.form.eachFile(async (file) => {
    // An input of the page in which nothing was chosen.
    if (file.filename === '') return;
    uploading.input = file.field;
    await takeFile(uploading, file);
  });
  if (uploading.input === undefined) {
    residentOf(uploading.viewer);
    throw new Refusal('materials.no-file', { status: 422 });
  }
}

async function takeFile({ app, ports, viewer, form }: Uploading, file: FormFile): Promise<void> {
  const resident = residentOf(viewer);
  const target = targetOf(form.fields, file.field);
  await ports.mayAttach(app, resident, target);
  await countFile(app, resident);
  const { asset } = await receiveUpload(app, { owner: resident.person, ...file });
  await ports.attach(app, resident, { target, asset });
}

/** The page comes again after an upload, and shows what was typed there; so it does after a sign-in. */
async function keepTyped({ app, viewer, form }: Uploading, request: FastifyRequest): Promise<void> {
  const fields = typedBeside(form.fields);
  const token = tokenOf(request);
  if (token === undefined || Object.keys(fields).length === 0) return;
  const path = new URL(pageAfter(form.fields, originOf(request.raw, app)), 'http://page').pathname;
  const why = viewer.kind === 'visitor' ? 'signed-out' : 'on-the-way';
  await keepInput(app, { token }, { path, why, action: '', fields });
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
}

/** Back to the page with the reason; only what has no page to go back to is a plain problem. */
async function answerProblem(
  uploading: Uploading,
  { request, reply }: Exchange,
  error: unknown,
): Promise<FastifyReply> {
  const { app, form } = uploading;
  if (await drain(request.raw)) await form.read;
  else reply.header('connection', 'close');
  const code = error instanceof Refusal ? error.code : 'materials.failed';
  if (!(error instanceof Refusal)) app.log.error({ err: error, requestId: request.id }, 'An upload failed');
  if (code === 'kernel.not-found') throw error;
  await keepTyped(uploading, request);
  const origin = originOf(request.raw, app);
  if (code === 'identity.sign-in-needed')
    return reply.redirect(`/sign-in?next=${encodeURIComponent(pageAfter(form.fields, origin, uploading))}`, 303);
  if (!form.fields.has('_next')) throw error;
  return reply.redirect(pageAfter(form.fields, origin, { input: uploading.input, problem: code }), 303);
}
