import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { SignInApp } from './app.ts';
import { redirect, refuse } from './http.ts';
import { interact } from './interaction.ts';
import { isSameOrigin, originOf } from './origin.ts';
import { createProvider, PROVIDER_PATH } from './provider.ts';
import { relyingParty } from './relying-party.ts';

/** Answers a request if its path is one of signing in; false leaves request and response untouched. */
export type SignInRoutes = (req: IncomingMessage, res: ServerResponse, path: string) => boolean;

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const INTERACTION = /^\/idp\/interaction\/([A-Za-z0-9_-]{1,64})$/;
const END_SESSION = `${PROVIDER_PATH}/session/end`;
const MOST_ORIGINS = 8;

/**
 * The identity provider under /idp and the relying party at /sign-in, /sign-in/callback and /sign-out, for the
 * dispatcher in front of everything. Pages under /sign-in/{uid} are not answered here.
 */
export function signInRoutes(app: SignInApp): SignInRoutes {
  const providerFor = perOrigin(app);
  const party = relyingParty(app);
  const handlerOf = (method: string, path: string): Handler | undefined => {
    if (method === 'GET' && path === '/sign-in') return party.begin;
    if (method === 'GET' && path === '/sign-in/callback') return party.complete;
    if (method === 'POST' && path === '/sign-out')
      return async (req, res) => (isSameOrigin(req, app) ? party.end(req, res) : refuse(res, 403, FOREIGN));
    const uid = INTERACTION.exec(path)?.[1];
    if (uid !== undefined)
      return async (req, res) => interact(app, await providerFor(prepared(app, req)), { req, res, uid });
    if (method === 'GET' && path === END_SESSION)
      return async (req, res) => endAtProvider(await providerFor(prepared(app, req)), req, res);
    if (path.startsWith(`${PROVIDER_PATH}/`))
      return async (req, res) => mounted(await providerFor(prepared(app, req)), req, res);
    return undefined;
  };

  return (req, res, path) => {
    const handler = handlerOf(req.method ?? 'GET', path);
    if (handler === undefined) return false;
    handler(req, res).catch((error: unknown) => {
      app.log?.error({ err: error }, 'signing in failed');
      if (!res.headersSent) refuse(res, 500, 'identity.sign-in-failed');
      else res.destroy();
    });
    return true;
  };
}

/** A session that is over already has nothing to ask about; the provider would answer with a page that needs script. */
async function endAtProvider(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const session = await provider.Session.get(provider.createContext(req, res));
  if (session.accountId === undefined) {
    redirect(res, '/');
    return;
  }
  await mounted(provider, req, res);
}

const FOREIGN = 'identity.foreign-origin';

function perOrigin(app: SignInApp): (origin: string) => Promise<Provider> {
  const providers = new Map<string, Promise<Provider>>();
  return (origin) => {
    const known = providers.get(origin);
    if (known !== undefined) return known;
    if (providers.size >= MOST_ORIGINS) providers.clear();
    const fresh = createProvider(app, origin);
    providers.set(origin, fresh);
    fresh.catch(() => providers.delete(origin));
    return fresh;
  };
}

/** The provider builds its addresses from these headers: they say what is public, whatever the client sent. */
function prepared(app: SignInApp, req: IncomingMessage): string {
  const origin = originOf(req, app);
  const { host, protocol } = new URL(origin);
  delete req.headers['x-forwarded-host'];
  req.headers.host = host;
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  return origin;
}

async function mounted(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = req.url ?? '/';
  Object.assign(req, { originalUrl: url });
  req.url = url.slice(PROVIDER_PATH.length);
  await provider.callback()(req, res);
}
