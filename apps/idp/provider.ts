import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { providerSecret, providerStore } from '#identity';
import { setting } from '#kernel';
import type { SignInApp } from './app.ts';
import { endedBy } from './end-session.ts';
import { MESSAGE_POLICY } from './http.ts';
import { messagePage } from './message-page.ts';

/** The portal as a client of its own identity provider. */
export const CLIENT_ID = 'tongban';
export const PROVIDER_PATH = '/idp';
export const SIGN_IN_TTL_SECONDS = 3600;
const CODE_TTL_SECONDS = 60;
const TOKEN_TTL_SECONDS = 300;

const Secrets = z.object({
  signingKey: z.looseObject({ kty: z.string(), kid: z.string() }),
  cookieKeys: z.array(z.string()),
  clientSecret: z.string(),
});

export type ProviderSecrets = Readonly<z.output<typeof Secrets>>;

/** Keys of the provider: made once, kept encrypted, the same for every process. */
export async function providerSecrets(app: SignInApp): Promise<ProviderSecrets> {
  const { value } = await providerSecret(app, 'provider', () => ({
    signingKey: {
      ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
      kid: randomBytes(8).toString('hex'),
      alg: 'EdDSA',
      use: 'sig',
    },
    cookieKeys: [randomBytes(32).toString('base64url')],
    clientSecret: randomBytes(32).toString('base64url'),
  }));
  return Secrets.parse(value);
}

/** The embedded identity provider of standalone mode, for one public origin. */
export async function createProvider(app: SignInApp, origin: string): Promise<Provider> {
  const [secrets, maxHours] = await Promise.all([providerSecrets(app), setting(app.db, 'session.maxHours')]);
  const provider = new Provider(`${origin}${PROVIDER_PATH}`, {
    ...protocol(secrets, origin),
    adapter: providerStore(app),
    ttl: {
      AccessToken: TOKEN_TTL_SECONDS,
      AuthorizationCode: CODE_TTL_SECONDS,
      IdToken: TOKEN_TTL_SECONDS,
      Interaction: SIGN_IN_TTL_SECONDS,
      Grant: maxHours * 3600,
      Session: maxHours * 3600,
    },
    interactions: { url: (_ctx, { uid }) => `${PROVIDER_PATH}/interaction/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: ownGrant,
    renderError: (ctx, out, error) => {
      app.log?.error({ err: error, oidc: out.error }, 'identity provider refused a request');
      ctx.type = 'html';
      ctx.set('content-security-policy', MESSAGE_POLICY);
      ctx.body = messagePage('identity.provider-problem');
    },
  });
  // The dispatcher sets Host and the protocol itself, so what a client sends in their place is never seen.
  provider.proxy = true;
  return provider;
}

function protocol(secrets: ProviderSecrets, origin: string): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: secrets.clientSecret,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/`],
        id_token_signed_response_alg: 'EdDSA',
      },
    ],
    jwks: { keys: [secrets.signingKey] },
    cookies: {
      keys: [...secrets.cookieKeys],
      names: { session: 'tb_idp', interaction: 'tb_idp_interaction', resume: 'tb_idp_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: PROVIDER_PATH },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: endedBy },
    },
  };
}

/** The portal is the provider's own: nobody is asked whether it may know who signed in. */
async function ownGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  if (known !== undefined) return oidc.provider.Grant.find(known);
  const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}
