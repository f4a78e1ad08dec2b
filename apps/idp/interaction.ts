import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { checkPassword } from '#identity';
import type { SignInApp } from './app.ts';
import { readForm, redirect, refuse } from './http.ts';
import { isSameOrigin } from './origin.ts';

export interface Interaction {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly uid: string;
}

/**
 * One sign-in at the provider. The browser that began it has a cookie for exactly this address: a form of somebody
 * else's sign-in, sent to a victim, finds none and leads nowhere.
 */
export async function interact(app: SignInApp, provider: Provider, { req, res, uid }: Interaction): Promise<void> {
  const page = `/sign-in/${encodeURIComponent(uid)}`;
  if (req.method === 'GET' || req.method === 'HEAD') {
    redirect(res, page);
    return;
  }
  if (req.method !== 'POST') {
    refuse(res, 405, 'identity.method-not-allowed');
    return;
  }
  if (!isSameOrigin(req, app)) {
    refuse(res, 403, 'identity.foreign-origin');
    return;
  }

  const form = await readForm(req);
  if (form === undefined) {
    refuse(res, 400, 'identity.not-a-form');
    return;
  }
  const waiting = await waitingSignIn(provider, req, res);
  if (waiting === undefined) {
    redirect(res, '/sign-in');
    return;
  }

  const address = app.addressOf?.(req) ?? req.socket.remoteAddress ?? '';
  const answer = await checkPassword(app, {
    login: (form.get('login') ?? '').slice(0, 200),
    password: (form.get('password') ?? '').slice(0, 1000),
    address,
  });
  if ('problem' in answer) {
    redirect(res, `${page}?problem=${answer.problem}`);
    return;
  }
  await forgetOther(provider, waiting, answer.credential);
  await provider.interactionFinished(req, res, { login: { accountId: answer.credential, remember: false } });
}

type Waiting = Awaited<ReturnType<Provider['interactionDetails']>>;

async function waitingSignIn(
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Waiting | undefined> {
  return provider.interactionDetails(req, res).catch(() => undefined);
}

/**
 * Ends the provider's session of whoever signed in before on this device. The provider would do it by a page that
 * submits itself by script.
 */
async function forgetOther(provider: Provider, waiting: Waiting, account: string): Promise<void> {
  const { session } = waiting;
  if (session?.accountId === undefined || session.accountId === account) return;
  await (await provider.Session.findByUid(session.uid))?.destroy();
  delete waiting.session;
  await waiting.save(waiting.exp - Math.floor(Date.now() / 1000));
}
