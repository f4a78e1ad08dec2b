import { randomBytes, randomUUID } from 'node:crypto';
import { getApp } from '#app';
import { readSession, SESSION_COOKIE } from '#identity';
import { DEFAULT_LOCALE, InvalidInput, Refusal, translator } from '#kernel';
import { provideTranslators } from '#lib/text.ts';
import { keepForSignIn, NotInHand, written } from '#lib/ui/work/kept.server.ts';
import { typedIn } from '#lib/ui/work/attempt.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';

provideTranslators(translator);

const HEADERS = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** The framework's own error page, where an endpoint fails, comes without a policy; it has a style and nothing else. */
const BARE_PAGE = [
  'content-security-policy',
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
] as const;

interface Needs {
  readonly permissions?: string;
  readonly connect?: string;
  /** Whether a script of ours may put a style sheet into the page, by the number of this answer. */
  readonly styles?: boolean;
  /** Whether another page of ours may show it within itself. */
  readonly framed?: boolean;
}

/** What else a page needs of the browser, and what it must not have: the verifier uses the camera and talks to nobody. */
const OF_ROUTE: Readonly<Record<string, Needs>> = {
  '/verify': { permissions: HEADERS['permissions-policy'].replace('camera=()', 'camera=(self)'), connect: 'none' },
  '/manage/changes/[id]/decisions/[name]': { styles: true },
  '/manage/changes/[id]/form/preview': { framed: true },
};

/** For answers that are somebody's own: no cache keeps them, on the way or in the browser. */
const NOT_STORED = 'private, no-store';

export const handle: Handle = async ({ event, resolve }) => {
  const { locals, cookies, request, url } = event;
  locals.requestId = requestIdOf(request);
  locals.app = getApp();
  locals.locale = DEFAULT_LOCALE;
  locals.nonce = randomBytes(16).toString('base64');
  locals.elder = cookies.get('tb_elder') === '1';
  locals.viewer = { kind: 'visitor' };
  const token = cookies.get(SESSION_COOKIE);
  locals.viewer = await readSession(locals.app, token);
  if (locals.viewer.kind === 'visitor' && request.method === 'POST') locals.posted = readLater(request);

  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%tb.lang%', locals.locale).replace('%tb.mode%', locals.elder ? 'elder' : ''),
  });
  if (response.status === 503) response.headers.set('retry-after', '1');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (response.status === 401 && (isRead || (await keptForSignIn(event, token)))) {
    return withHeaders(toSignIn(url, isRead), locals);
  }
  if (!isRead) response.headers.set('cache-control', NOT_STORED);
  return forRoute(withHeaders(response, locals), event);
};

/** Refusals keep their code and status. Anything else is a fault: a reference for the reader, the rest for the log. */
export const handleError: HandleServerError = async ({ event, ...caught }) => {
  if (caught.kind === 'app') return caught.error;
  if (caught.kind === 'framework') {
    const { status, message } = caught.error;
    return { status, message, code: status === 404 ? 'kernel.not-found' : 'errors.request' };
  }
  const { error } = caught;
  if (error instanceof Refusal) {
    const { status, code, values } = error;
    return { status, message: code, code, values, typed: await typedFor(error, event.locals) };
  }
  if (error instanceof InvalidInput) return { status: 422, message: 'errors.request', code: 'errors.request' };

  const reference = event.locals.requestId;
  const { log } = getApp();
  log.error({ err: error, requestId: reference, method: event.request.method, route: event.route.id }, 'page failed');
  return { status: 500, message: 'kernel.fault', code: 'kernel.fault', reference };
};

/** A form can be read once, and its action may have done so. */
function readLater(request: Request): NonNullable<App.Locals['posted']> {
  const copy = request.clone();
  let reading: ReturnType<NonNullable<App.Locals['posted']>> | undefined;
  return async () => (reading ??= typedIn(copy).catch(() => ({})));
}

async function keptForSignIn({ locals, url }: RequestEvent, token: string | undefined): Promise<boolean> {
  if (token === undefined || locals.posted === undefined) return false;
  return keepForSignIn(locals.app, token, { url, typed: await locals.posted() });
}

/** What whoever posted it must not lose, where nothing else keeps it. */
async function typedFor(error: Refusal, { posted }: App.Locals): Promise<readonly string[]> {
  const typed = error instanceof NotInHand ? error.typed : error.status === 401 ? await posted?.() : undefined;
  return Object.values(written(typed ?? {})).flat();
}

/** The host gives every request an id of its own; whatever a client sent that looks like none is not believed. */
function requestIdOf({ headers }: Request): string {
  const given = headers.get('x-request-id');
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function toSignIn({ pathname, search }: URL, isRead: boolean): Response {
  // The query of a form's action names the action; the page itself has none.
  const location = `/sign-in?next=${encodeURIComponent(isRead ? pathname + search : pathname)}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': NOT_STORED } });
}

function forRoute(response: Response, { route, locals }: Pick<RequestEvent, 'route' | 'locals'>): Response {
  const own = OF_ROUTE[route.id ?? ''];
  const policy = response.headers.get('content-security-policy');
  if (own === undefined || policy === null) return response;
  const replaced: readonly (readonly [string, string | undefined])[] = [
    ["connect-src 'self'", own.connect && `connect-src '${own.connect}'`],
    ["style-src 'self'", own.styles === true ? `style-src 'self' 'nonce-${locals.nonce}'` : undefined],
    ["frame-ancestors 'none'", own.framed === true ? "frame-ancestors 'self'" : undefined],
  ];
  const needed = replaced.reduce((all, [from, to]) => (to === undefined ? all : all.replace(from, to)), policy);
  response.headers.set('content-security-policy', needed);
  if (own.permissions !== undefined) response.headers.set('permissions-policy', own.permissions);
  return response;
}

function withHeaders(response: Response, { viewer, requestId }: App.Locals): Response {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (isPage && !response.headers.has('content-security-policy')) response.headers.set(...BARE_PAGE);
  response.headers.set('x-request-id', requestId);
  if (!response.headers.has('cache-control')) {
    // A page with somebody's data must not outlive the session on a shared computer, not even behind the back button.
    response.headers.set('cache-control', viewer.kind === 'visitor' ? 'no-cache' : NOT_STORED);
    response.headers.append('vary', 'cookie');
  }
  return response;
}
