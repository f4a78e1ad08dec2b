import { parseSetCookie } from 'cookie';

const MOST_REDIRECTS = 10;

interface StoredCookie {
  readonly value: string;
  readonly path: string;
}

export interface Page {
  readonly status: number;
  /** Path and query where the redirects ended. */
  readonly path: string;
  readonly text: string;
}

/** A browser without script for tests over HTTP: keeps cookies by path, follows redirects, sends Origin with forms. */
export class Browser {
  readonly #origin: string;
  readonly #jar = new Map<string, StoredCookie>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  cookie(name: string): string | undefined {
    return this.#jar.get(name)?.value;
  }

  async get(path: string): Promise<Page> {
    return this.#go(path, {});
  }

  /** @param from value of the Origin header; undefined leaves it out */
  async post(path: string, form: Record<string, string>, ...from: [string | undefined] | []): Promise<Page> {
    const origin = from.length === 0 ? this.#origin : from[0];
    return this.#go(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: origin === undefined ? {} : { origin },
    });
  }

  async #go(path: string, init: RequestInit): Promise<Page> {
    let url = new URL(path, this.#origin);
    let response = await this.#send(url, init);
    for (let n = 0; response.status >= 300 && response.status < 400; n += 1) {
      if (n === MOST_REDIRECTS) throw new Error(`Too many redirects at ${url.href}`);
      url = new URL(response.headers.get('location') ?? '', url);
      if (url.origin !== this.#origin) throw new Error(`Led away to ${url.href}`);
      response = await this.#send(url, {});
    }
    return { status: response.status, path: url.pathname + url.search, text: await response.text() };
  }

  async #send(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const sent = [...this.#jar].filter(([, { path }]) => isUnder(url.pathname, path));
    headers.set('cookie', sent.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const { name, value, path = '/', maxAge, expires } = parseSetCookie(line);
    const over = maxAge === 0 || (expires !== undefined && expires.getTime() <= Date.now());
    if (over) this.#jar.delete(name);
    else this.#jar.set(name, { value: value ?? '', path });
  }
}

function isUnder(path: string, cookiePath: string): boolean {
  return cookiePath === '/' || path === cookiePath || path.startsWith(`${cookiePath}/`);
}
