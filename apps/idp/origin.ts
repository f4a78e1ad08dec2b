import type { IncomingMessage } from 'node:http';
import type { SignInApp } from './app.ts';

export { localPath } from '#kernel';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * The public origin of a request. A Host header is believed only in demo mode and only for loopback, where whoever
 * forges it deceives nobody but themselves.
 */
export function originOf({ headers }: IncomingMessage, { config }: SignInApp): string {
  const host = headers.host ?? '';
  return config.demo && LOOPBACK.test(host) ? `http://${host}` : new URL(config.origin).origin;
}

/** Whether a POST comes from a page of ours. Browsers always send Origin with it; without one it is refused. */
export function isSameOrigin(req: IncomingMessage, app: SignInApp): boolean {
  return req.headers.origin === originOf(req, app);
}
