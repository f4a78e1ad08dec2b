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
  /** Posted as a form, with files if it is one for files, as JSON if it is text; without them it is a GET. */
  readonly fields?: Readonly<Record<string, string>> | FormData | string;
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
    ...(typeof fields === 'string' ? { 'content-type': 'application/json' } : {}),
  };
  const body =
    fields instanceof FormData || typeof fields === 'string' ? fields : fields && new URLSearchParams(fields);
  const init = { headers, redirect: 'manual' as const, ...(body === undefined ? {} : { method: 'POST', body }) };
  const response = await fetch(origin + path, init);
  const location = response.headers.get('location') ?? '';
  return { status: response.status, location, headers: response.headers, body: await response.text() };
}

/** A connection to a server that may go away and come back. */
export interface Line extends Pick<Server, 'origin' | 'up'> {
  /** Called for every answer that did not come. */
  readonly lost: (reason: unknown) => void;
}

const MOST_ATTEMPTS = 30;

/** Asks until there is an answer: whoever loses the connection tries again with the same key when the server is back. */
export async function insist(line: Line, path: string, request: Ask): Promise<Answer> {
  return persist(line, async () => {
    const answer = await ask(line, path, request);
    if (answer.status >= 500) throw new Error(`${path} answered ${answer.status}: ${problemIn(answer.body)}`);
    return answer;
  });
}

/** Tries until it succeeds, each time with the server up. */
export async function persist<T>({ up, lost }: Line, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await up();
    try {
      return await attempt();
    } catch (error) {
      lost(error);
      if (tries === MOST_ATTEMPTS) throw error;
    }
  }
}

/** What a page says was wrong. */
export function problemIn(body: string): string {
  const [, main = body] = /<main[^>]*>([\s\S]*)<\/main>/.exec(body) ?? [];
  return main.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 600);
}
