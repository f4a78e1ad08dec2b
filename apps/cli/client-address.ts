import type { IncomingMessage } from 'node:http';

/** Set by the host on every request, whatever the client sent; rate limits count by it. */
export const ADDRESS_HEADER = 'x-client-address';

/**
 * The network address of whoever asks. Each trusted proxy appends to X-Forwarded-For the address that it saw: with
 * `proxies` of them in front, the client's is that many from the end, and what stands before it anybody can invent.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const direct = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (proxies === 0) return direct;
  const given = headers['x-forwarded-for'];
  const hops = (Array.isArray(given) ? given.join(',') : (given ?? '')).split(',').map((hop) => hop.trim());
  const seen = hops.at(-proxies);
  return seen === undefined || seen === '' ? direct : seen;
}
