import { setTimeout as sleep } from 'node:timers/promises';
import { WatchError } from './watch-error.ts';

/** A published log as others serve it. */
export interface RemoteLog {
  readonly url: string;
  /** The bytes of a file; undefined where the server says that there is none. @throws WatchError */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

const PATIENCE_MS = 30_000;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
/** The largest file of a log is a bundle of 256 entries of 1 KiB; the format allows 64 KiB each. */
const MOST_BYTES = 256 * (65_535 + 2);

/** Reads a log over HTTP: no redirects, nothing endless, again after a fault of the server or the line. */
export function remoteLog(address: string): RemoteLog {
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new WatchError(`"${address}" is not the address of a log; it looks like https://city.example/ledger/.`);
  const url = address.endsWith('/') ? address : `${address}/`;
  return {
    url,
    read: async (path) => {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await ask(new URL(path, url));
        if (typeof answer !== 'string') return answer ?? undefined;
        if (attempt === ATTEMPTS) throw new WatchError(`${url}${path} cannot be read: ${answer}.`);
        await sleep(FIRST_PAUSE_MS * 2 ** attempt);
      }
    },
  };
}

/** @returns the bytes, null where there is nothing, or why it may be worth asking again. */
async function ask(url: URL): Promise<Uint8Array | null | string> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 404 || response.status === 410) return null;
    if (!response.ok || response.body === null) return `the server answered ${response.status}`;
    return await limited(response.body);
  } catch (error) {
    if (error instanceof WatchError) throw error;
    return 'there was no answer';
  }
}

async function limited(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new WatchError('The server sends more than a file of a log can hold.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
