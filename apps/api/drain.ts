import type { IncomingMessage } from 'node:http';

/** The films of a phone are smaller. */
const MOST_BYTES = 4 * 1024 ** 3;
const LONGEST_MS = 10 * 60_000;
const SILENCE_MS = 30_000;

/**
 * Reads the rest of a request and forgets it. A browser shows the answer only after it has sent everything: closed
 * before, Chromium shows ERR_CONNECTION_RESET instead of the reason.
 * @returns whether the end was reached; beyond 4 GB, ten minutes or half a minute of silence it is not worth the line
 */
export async function drain(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return request.complete;
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let read = 0;
  const giveUp = () => resolve(false);
  const [late, silent] = [setTimeout(giveUp, LONGEST_MS), setTimeout(giveUp, SILENCE_MS)];
  const count = (chunk: Buffer) => {
    read += chunk.length;
    silent.refresh();
    if (read > MOST_BYTES) giveUp();
  };
  const ended = () => resolve(request.complete);
  request.on('data', count).once('end', ended).once('close', ended).resume();
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    clearTimeout(silent);
    request.off('data', count);
  }
}
