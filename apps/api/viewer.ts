import type { FastifyRequest } from 'fastify';
import { parseCookie } from 'cookie';
import { readSession, SESSION_COOKIE, type Viewer } from '#identity';
import type { ApiApp } from './app.ts';

/** Who asks, by the cookie that the pages set. */
export async function viewerOf(app: ApiApp, { headers }: FastifyRequest): Promise<Viewer> {
  return readSession(app, parseCookie(headers.cookie ?? '')[SESSION_COOKIE]);
}
