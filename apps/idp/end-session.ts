import type { KoaContextWithOIDC } from 'oidc-provider';
import { MESSAGE_POLICY } from './http.ts';
import { messagePage, signOutForm } from './message-page.ts';

/**
 * Ends the provider's session without a page that asks: whoever holds the ID token of this very session is the portal,
 * sent by a POST from one of its pages. Without that proof a form asks first, or any foreign link could sign people out.
 */
export async function endedBy(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const { session, provider, cookies, entities, params } = ctx.oidc;
  const subject = entities.IdTokenHint?.payload.sub;
  const next = params?.post_logout_redirect_uri;
  if (session?.accountId === undefined || subject !== session.accountId || typeof next !== 'string') {
    ctx.set('content-security-policy', MESSAGE_POLICY);
    ctx.body = messagePage('identity.confirm-sign-out', signOutForm(form));
    return;
  }
  for (const { grantId } of Object.values(session.authorizations ?? {})) await revoke(provider, grantId);
  await session.destroy();
  cookies.set(provider.cookieName('session'), null, { path: '/idp', signed: true });
  ctx.status = 303;
  ctx.redirect(next);
}

async function revoke(provider: KoaContextWithOIDC['oidc']['provider'], grantId: string | undefined): Promise<void> {
  const grant = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  await grant?.destroy();
}
