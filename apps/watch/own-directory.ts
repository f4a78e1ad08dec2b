import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WatchError } from './watch-error.ts';

/** The longest name of a socket that Linux and macOS both take. */
const LONGEST = 100;

/**
 * Keeps every other program out of a directory until this one ends, however it ends: of two that write what was seen
 * last, one would forget for the other. A socket tells whether its owner lives, which a number in a file cannot.
 * @throws WatchError when another one is there
 */
export async function ownDirectory(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = socketOf(realpathSync(directory));
  if (await listens(path)) return;
  if (await isAlive(path)) throw new WatchError(`Another program works in ${directory}: end it first.`);
  rmSync(path, { force: true });
  if (!(await listens(path))) throw new WatchError(`Another program works in ${directory}: end it first.`);
}

function socketOf(directory: string): string {
  const path = join(directory, 'in-use.socket');
  if (path.length <= LONGEST) return path;
  return join(tmpdir(), `tongban-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}.socket`);
}

async function listens(path: string): Promise<boolean> {
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  server.unref();
  return true;
}

async function isAlive(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT'));
  } finally {
    socket.destroy();
  }
}
