import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_LOCALE, InvalidInput, notFound, Refusal, translator } from '#kernel';
import type { ApiApp } from './app.ts';
import { PAGE_POLICY, problemPage } from './problem-page.ts';

/** A problem as RFC 9457 wants it; `code` is the stable name of what happened. */
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly problems?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

/** Answers everything that goes wrong, and every path that does not exist: programs by RFC 9457, people by a page. */
export function answerProblems(api: FastifyInstance, { log }: Pick<ApiApp, 'log'>): void {
  api.setNotFoundHandler(async (request, reply) => send(request, reply, problemOf(notFound())));

  api.setErrorHandler<FastifyError | Error>(async (error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) log.error({ err: error, requestId: request.id }, 'A request failed');
    return send(request, reply, problem);
  });
}

function problemOf(error: FastifyError | Error): Problem {
  if (error instanceof Refusal) return { status: error.status, code: error.code, values: error.values };
  if (error instanceof InvalidInput) return { status: 422, code: 'api.invalid-input', problems: worded(error) };
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return status < 500 ? { status, code: 'api.bad-request' } : { status: 500, code: 'api.fault' };
}

function worded({ problems }: InvalidInput): NonNullable<Problem['problems']> {
  const t = translator(DEFAULT_LOCALE);
  return problems.map(({ field, code, values }) => ({ field, code, message: t(code, values) }));
}

async function send(request: FastifyRequest, reply: FastifyReply, problem: Problem): Promise<FastifyReply> {
  const { status, code, values, problems } = problem;
  const title = translator(DEFAULT_LOCALE)(code, values);
  reply.code(status).header('vary', 'accept');
  if (status === 503) reply.header('retry-after', '1');
  if (isForPeople(request))
    return reply.type('text/html').header('content-security-policy', PAGE_POLICY).send(problemPage(title));
  return reply.type('application/problem+json').send({
    type: `urn:tongban:problem:${code}`,
    title,
    status,
    code,
    instance: `urn:tongban:request:${request.id}`,
    ...(problems === undefined ? {} : { problems }),
  });
}

/** Links to files and upload forms are followed by people; all else here is asked for by programs. */
function isForPeople({ url, headers }: FastifyRequest): boolean {
  return url.startsWith('/uploads') && /\btext\/html\b/.test(headers.accept ?? '');
}
