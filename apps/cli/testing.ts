import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../../bin/tongban');

/** What a program said and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program under way. */
export interface Started {
  readonly pid: number;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves when standard output matches, rejects when the program ends before. */
  readonly says: (pattern: RegExp) => Promise<void>;
  /** Standard output so far. */
  readonly output: () => string;
  readonly ended: Promise<Ended>;
}

/** Nothing that a failing test started may outlive it. */
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

type Environment = Readonly<Record<string, string>>;

/** Starts `tongban …` with an environment of its own: nothing of the developer's settings reaches it. */
export function startTongban(args: readonly string[], environment: Environment): Started {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...environment };
  const child = spawn(PROGRAM, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const says = async (pattern: RegExp) => {
    const over = ended.then(() => 'ended' as const);
    while (!pattern.test(stdout)) {
      const next = await Promise.race([over, once(child.stdout, 'data')]);
      if (next === 'ended' && !pattern.test(stdout)) throw new Error(`It ended without saying ${pattern}:\n${stderr}`);
    }
  };
  return { pid: child.pid ?? 0, signal: (signal) => child.kill(signal), says, output: () => stdout, ended };
}

/** Directories for the data and keys of one installation, as environment; and how to remove them. */
export function installation(): {
  environment: Environment & { DATA_DIR: string };
  directory: string;
  remove: () => void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'tongban-cli-'));
  const environment = { DATA_DIR: join(directory, 'data'), KEYS_DIR: join(directory, 'keys'), PORT: '0' };
  return { environment, directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A port that something listens on until `close`. */
export async function takenPort(): Promise<{ port: number; close: () => void }> {
  const server = createServer();
  server.listen(0);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return { port: address.port, close: () => server.close() };
}

/** Something that speaks enough of PostgreSQL's protocol to say that it is of version 14. */
export async function oldPostgres(): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), READY]));
      socket.on('data', () => socket.write(Buffer.concat([row('server_version_num', '140011'), READY])));
    });
  });
  server.listen(0);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return { port: address.port, close: () => server.close() };
}

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const READY = message('Z', Buffer.from('I'));
const TEXT_OID = 25;

/** RowDescription, DataRow and CommandComplete of one row with one column of text. */
function row(column: string, value: string): Buffer {
  const description = Buffer.alloc(18);
  description.writeInt32BE(TEXT_OID, 6);
  description.writeInt16BE(-1, 10);
  description.writeInt32BE(-1, 12);
  const data = Buffer.alloc(6);
  data.writeInt16BE(1, 0);
  data.writeInt32BE(value.length, 2);
  return Buffer.concat([
    message('T', Buffer.concat([Buffer.from([0, 1]), Buffer.from(`${column}\0`), description])),
    message('D', Buffer.concat([data, Buffer.from(value)])),
    message('C', Buffer.from('SHOW\0')),
  ]);
}
