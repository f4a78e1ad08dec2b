import { setTimeout as sleep } from 'node:timers/promises';
import { unlessStopped, WatchError } from './watch-error.ts';

/** A published log as others serve it. */
export interface RemoteLog {
  readonly url: string;
  /** The bytes of a file; undefined where the server says that there is none. @throws WatchError */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

export interface Line {
  /** Ends every request. */
  readonly stop?: AbortSignal;
  /** How long one answer may take. */
  readonly patienceMs?: number;
  /** The pause before the second attempt; each further one is twice as long. */
  readonly pauseMs?: number;
}

const ATTEMPTS = 4;
/** The format allows 64 KiB for each of 256 entries. */
const MOST_BUNDLE_BYTES = 256 * (65_535 + 2);
/** A tile has 8 KiB; a checkpoint may carry many cosignatures. */
const MOST_BYTES = 1 << 20;

/** Reads a log over HTTP: no redirects, nothing endless, again after a fault of the server or the line. */
export function remoteLog(address: string, line: Line = {}): RemoteLog {
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new WatchError(`"${address}" is not the address of a log; it looks like https://city.example/ledger/.`);
  const url = address.endsWith('/') ? address : `${address}/`;
  return {
    url,
    read: async (path) => {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await ask(new URL(path, url), line);
        if ('bytes' in answer) return answer.bytes;
        unlessStopped(line.stop);
        if (!answer.again || attempt === ATTEMPTS)
          throw new WatchError(`${url}${path} cannot be read: ${answer.problem}.`);
        await sleep((line.pauseMs ?? 500) * 2 ** (attempt - 1));
      }
    },
  };
}

type Answer =
  { readonly bytes: Uint8Array | undefined } | { readonly problem: string; /** Worth another try. */ again: boolean };

async function ask(url: URL, { stop, patienceMs = 30_000 }: Line): Promise<Answer> {
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      // A cache on the way that is a minute late would look like a log that was rewound.
      headers: { 'cache-control': 'no-cache' },
      signal: stop === undefined ? timeout : AbortSignal.any([timeout, stop]),
    });
    if (response.status === 404 || response.status === 410) return { bytes: undefined };
    if (response.ok)
      return await limited(response, url.pathname.includes('/entries/') ? MOST_BUNDLE_BYTES : MOST_BYTES);
    await response.body?.cancel();
    return refusal(response.status);
  } catch {
    return { problem: 'there was no whole answer', again: true };
  }
}

function refusal(status: number): Answer {
  if (status >= 300 && status < 400)
    return { problem: 'the server points elsewhere; give that address if you trust it', again: false };
  return { problem: `the server answered ${status}`, again: status >= 500 || status === 429 };
}

async function limited({ body }: Response, most: number): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) return { problem: 'the server sends more than such a file can hold', again: false };
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
}
