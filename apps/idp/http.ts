import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCookie, stringifySetCookie, type SetCookie } from 'cookie';
import { messagePage } from './message-page.ts';

/** The largest form that signing in needs, many times over. */
const FORM_LIMIT = 8192;

export const MESSAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

export function redirect(res: ServerResponse, location: string, cookies: readonly SetCookie[] = []): void {
  res.writeHead(303, {
    location,
    'cache-control': 'no-store',
    'content-length': '0',
    ...(cookies.length === 0 ? {} : { 'set-cookie': cookies.map((cookie) => stringifySetCookie(cookie)) }),
  });
  res.end();
}

/** @param code translation key of what went wrong */
export function refuse(res: ServerResponse, status: number, code: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': MESSAGE_POLICY,
    'x-content-type-options': 'nosniff',
  });
  res.end(messagePage(code));
}

export function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  return parseCookie(headers.cookie ?? '')[name];
}

/** A cookie that scripts cannot read and foreign pages cannot send with a POST. */
export function cookie(
  name: string,
  value: string,
  { origin, ...rest }: { origin: string } & Partial<SetCookie>,
): SetCookie {
  return { name, value, httpOnly: true, sameSite: 'lax', path: '/', secure: origin.startsWith('https:'), ...rest };
}

/** The fields of a posted form; undefined if it is no form, or too large. */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > FORM_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
