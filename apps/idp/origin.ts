import type { IncomingMessage } from 'node:http';
import type { SignInApp } from './app.ts';

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

/** A place on this site to go on to; undefined for anything that could lead elsewhere. */
export function localPath(next: string | null | undefined, origin: string): string | undefined {
  if (next === null || next === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return undefined;
  if (!URL.canParse(next, origin)) return undefined;
  const url = new URL(next, origin);
  const path = url.pathname + url.search + url.hash;
  // "/.//elsewhere" is a path of ours until it is written down shortened: then it names another host.
  return url.origin === origin && !path.startsWith('//') ? path : undefined;
}
