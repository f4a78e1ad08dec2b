import { SESSION_COOKIE } from '#identity';
import type { Server } from './server.ts';

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface Ask {
  readonly session?: string | undefined;
  /** Posted as a form; without them it is a GET. */
  readonly fields?: Readonly<Record<string, string>>;
  /** undefined: the site's own; null: none, as no browser does it. */
  readonly from?: string | null;
}

/** One request as a browser without script sends it; redirects are not followed. */
export async function ask({ origin }: Pick<Server, 'origin'>, path: string, request: Ask = {}): Promise<Answer> {
  const { session, fields, from = origin } = request;
  const headers = {
    accept: 'text/html',
    ...(session === undefined ? {} : { cookie: `${SESSION_COOKIE}=${session}` }),
    ...(fields === undefined || from === null ? {} : { origin: from }),
  };
  const body = fields && new URLSearchParams(fields);
  const init = { headers, redirect: 'manual' as const, ...(body === undefined ? {} : { method: 'POST', body }) };
  const response = await fetch(origin + path, init);
  const location = response.headers.get('location') ?? '';
  return { status: response.status, location, headers: response.headers, body: await response.text() };
}

const MOST_ATTEMPTS = 30;

/** Asks until there is an answer: whoever loses the connection tries again with the same key when the server is back. */
export async function insist(server: Server, path: string, request: Ask): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    await server.up();
    try {
      const answer = await ask(server, path, request);
      if (answer.status < 500) return answer;
      if (attempt === MOST_ATTEMPTS) throw new Error(`${path} goes on answering ${answer.status}.`);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** What a page says was wrong. */
export function problemIn(body: string): string {
  const [, main = body] = /<main[^>]*>([\s\S]*)<\/main>/.exec(body) ?? [];
  return main.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 600);
}
