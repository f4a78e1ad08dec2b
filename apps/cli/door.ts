import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartUpError } from './start-up-error.ts';

export type Listener = (req: IncomingMessage, res: ServerResponse) => void;

/** The one port, opened before anything else so that a taken one is noticed before work is done. */
export interface Door {
  readonly server: Server;
  readonly port: number;
  /** From now on requests are answered by `listener`; until then they are asked to come back. */
  readonly answer: (listener: Listener) => void;
  /** Lets requests under way end, and cuts those that take longer than `PATIENCE_MS`. */
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Node's five minutes would cut off 20 MB on a bad line: 0.2 Mbit/s need a quarter of an hour. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;

/** @throws StartUpError if the port cannot be had. */
export async function openDoor({ port, host }: { port: number; host: string | undefined }): Promise<Door> {
  let current: Listener = notYet;
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (req, res) => current(req, res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, port)));
    server.listen({ port, host }, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port, // a TCP server that listens has no other kind of address
    answer: (listener) => (current = listener),
    close: async () => close(server),
  };
}

function notYet(_req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(503, { 'retry-after': '2', 'cache-control': 'no-store' }).end();
}

function portProblem(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartUpError(`Port ${port} is taken by another program: stop it or set PORT.`, { cause: error });
  if (error.code === 'EACCES')
    return new StartUpError(`Port ${port} is not open to this user: set PORT to 1024 or more.`, { cause: error });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartUpError('HOST is not an address of this machine: correct or remove it.', { cause: error });
  return error;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
