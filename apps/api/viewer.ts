import type { FastifyRequest } from 'fastify';
import { parseCookie } from 'cookie';
import { readSession, SESSION_COOKIE, type Viewer } from '#identity';
import type { ApiApp } from './app.ts';

/** Who asks, by the cookie that the pages set. */
export async function viewerOf(app: ApiApp, request: FastifyRequest): Promise<Viewer> {
  return readSession(app, tokenOf(request));
}

/** The token of a session, which may be over. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  return parseCookie(headers.cookie ?? '')[SESSION_COOKIE];
}
