import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { WatchError } from './watch-error.ts';

/** Listens on `host:port`; port 0 is any free one. @returns the server and where it is reached */
export async function listen(address: string, handler: RequestListener): Promise<{ server: Server; url: string }> {
  const match = /^(.*):([0-9]{1,5})$/.exec(address);
  const port = Number(match?.[2]);
  if (match === null || port > 65535)
    throw new WatchError(`"${address}" is not an address; it looks like 0.0.0.0:8080.`);
  const host = (match[1] ?? '').replace(/^\[(.*)\]$/, '$1');
  const server = createServer({ requestTimeout: 30_000 }, handler);
  server.listen(port, host === '' ? undefined : host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new WatchError(`Nothing can listen on ${address}: choose another address or end the other program.`, {
      cause,
    });
  }
  const bound = server.address();
  const actual = bound === null || typeof bound === 'string' ? port : bound.port;
  return { server, url: `http://${host === '' || host === '0.0.0.0' ? '127.0.0.1' : host}:${actual}` };
}
