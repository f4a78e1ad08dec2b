import type { IncomingMessage, ServerResponse } from 'node:http';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { endSession, providerSecret, readSession, SESSION_COOKIE, startSession, type CredentialId } from '#identity';
import { openJson, sealJson } from '#kernel';
import type { SignInApp } from './app.ts';
import { cookie, cookieOf, redirect } from './http.ts';
import { loopbackFetch } from './loopback.ts';
import { localPath, originOf } from './origin.ts';
import { CLIENT_ID, PROVIDER_PATH, providerSecrets, SIGN_IN_TTL_SECONDS } from './provider.ts';

/** What must come back with the answer; travels encrypted in a cookie of its own for each sign-in, so tabs do not meet. */
const Pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string().optional() });
type Pending = z.output<typeof Pending>;

const COOKIE_PREFIX = 'tb_sign_in_';
const COOKIE_CONTEXT = 'idp.sign-in-cookie';
const CALLBACK = '/sign-in/callback';
/** Origins that loopback may have at once in demo mode. */
const MOST_ORIGINS = 8;

type Step = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** The portal as relying party: begins sign-ins, turns answers into sessions, ends them. */
export interface RelyingParty {
  readonly begin: Step;
  readonly complete: Step;
  readonly end: Step;
}

export function relyingParty(app: SignInApp): RelyingParty {
  const configurations = new Map<string, Promise<oidc.Configuration>>();
  const configured = (req: IncomingMessage): Promise<oidc.Configuration> => {
    const origin = originOf(req, app);
    const known = configurations.get(origin);
    if (known !== undefined) return known;
    if (configurations.size >= MOST_ORIGINS) configurations.clear();
    const fresh = discover(app, origin, req);
    configurations.set(origin, fresh);
    fresh.catch(() => configurations.delete(origin));
    return fresh;
  };
  return {
    begin: async (req, res) => begin(app, await configured(req), { req, res }),
    complete: async (req, res) => complete(app, await configured(req), { req, res }),
    end: async (req, res) => end(app, () => configured(req), { req, res }),
  };
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** Lazily, at the first sign-in: at start the provider, which is this same process, does not listen yet. */
async function discover(app: SignInApp, origin: string, { socket }: IncomingMessage): Promise<oidc.Configuration> {
  const { clientSecret } = await providerSecrets(app);
  return oidc.discovery(
    new URL(origin + PROVIDER_PATH),
    CLIENT_ID,
    { client_secret: clientSecret, id_token_signed_response_alg: 'EdDSA' },
    oidc.ClientSecretBasic(clientSecret),
    {
      [oidc.customFetch]: loopbackFetch(socket),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; a trial on a laptop has no TLS
      execute: origin.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
    },
  );
}

async function begin(app: SignInApp, config: oidc.Configuration, { req, res }: Exchange): Promise<void> {
  const origin = originOf(req, app);
  const next = localPath(new URL(req.url ?? '/', origin).searchParams.get('next'), origin);
  const pending: Pending = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    ...(next === undefined ? {} : { next }),
  };
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: origin + CALLBACK,
    scope: 'openid',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    // An idle session that ended is over: the provider's own must not revive it without the password.
    prompt: 'login',
  });
  const sealed = sealJson(app.crypto, await cookieKey(app), COOKIE_CONTEXT, pending).toString('base64url');
  redirect(res, to.href, [
    cookie(cookieName(pending.state), sealed, { origin, path: CALLBACK, maxAge: SIGN_IN_TTL_SECONDS }),
  ]);
}

async function complete(app: SignInApp, config: oidc.Configuration, { req, res }: Exchange): Promise<void> {
  const origin = originOf(req, app);
  const url = new URL(req.url ?? '/', origin);
  const pending = await pendingOf(app, req, url.searchParams.get('state') ?? '');
  // Too late, another browser, or the back button after it was used: nothing to complete, so begin again.
  if (pending === undefined) {
    redirect(res, '/sign-in');
    return;
  }

  const used = cookie(cookieName(pending.state), '', { origin, path: CALLBACK, maxAge: 0 });
  const tokens = await oidc
    .authorizationCodeGrant(config, url, {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      idTokenExpected: true,
    })
    .catch((error: unknown) => {
      app.log?.error({ err: error }, 'sign-in was not completed');
      return undefined;
    });
  const subject = tokens?.claims()?.sub;
  if (tokens?.id_token === undefined || subject === undefined) {
    redirect(res, '/sign-in', [used]);
    return;
  }

  const former = cookieOf(req, SESSION_COOKIE);
  if (former !== undefined) await endSession(app, former);
  const { token } = await startSession(app, {
    credential: subject as CredentialId,
    idToken: tokens.id_token,
    ...(former === undefined ? {} : { following: former }),
  });
  redirect(res, pending.next ?? (await home(app, token)), [used, cookie(SESSION_COOKIE, token, { origin })]);
}

/** Ends the session here and then at the provider, whose answer leads home. */
async function end(
  app: SignInApp,
  configured: () => Promise<oidc.Configuration>,
  { req, res }: Exchange,
): Promise<void> {
  const origin = originOf(req, app);
  const token = cookieOf(req, SESSION_COOKIE);
  const ended = token === undefined ? undefined : await endSession(app, token);
  const gone = [cookie(SESSION_COOKIE, '', { origin, maxAge: 0 })];
  if (ended?.idToken === undefined) {
    redirect(res, '/', gone);
    return;
  }
  const to = oidc.buildEndSessionUrl(await configured(), {
    id_token_hint: ended.idToken,
    post_logout_redirect_uri: `${origin}/`,
  });
  redirect(res, to.href, gone);
}

/** Where somebody goes who did not come from anywhere: those who handle cases to the desk. */
async function home(app: SignInApp, token: string): Promise<string> {
  const viewer = await readSession(app, token);
  const handles =
    viewer.kind === 'officer' && viewer.roles.some(({ role }) => /^(clerk|examiner|approver)$/.test(role));
  return handles ? '/desk' : '/';
}

async function pendingOf(app: SignInApp, req: IncomingMessage, state: string): Promise<Pending | undefined> {
  const sealed = cookieOf(req, cookieName(state));
  if (sealed === undefined) return undefined;
  try {
    const key = await cookieKey(app);
    const pending = Pending.parse(openJson(app.crypto, key, COOKIE_CONTEXT, Buffer.from(sealed, 'base64url')));
    return pending.state === state ? pending : undefined;
  } catch {
    return undefined;
  }
}

async function cookieKey(app: SignInApp): Promise<Buffer> {
  return (await providerSecret(app, 'sign-in-cookie', () => null)).dataKey;
}

function cookieName(state: string): string {
  return COOKIE_PREFIX + state.slice(0, 8);
}
