import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 256 * 1024 * 1024;
const LONGEST_MS = 60_000;

/**
 * Reads the rest of a request and forgets it. A browser shows the answer only after it has sent everything: closed
 * before, it shows a connection error instead of the reason.
 * @returns whether the end was reached; beyond 256 MB or a minute it is not worth the line
 */
export async function drain(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return request.complete;
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let read = 0;
  const timer = setTimeout(() => resolve(false), LONGEST_MS);
  const count = (chunk: Buffer) => {
    read += chunk.length;
    if (read > MOST_BYTES) resolve(false);
  };
  const ended = () => resolve(request.complete);
  request.on('data', count).once('end', ended).once('close', ended).resume();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    request.off('data', count);
  }
}
