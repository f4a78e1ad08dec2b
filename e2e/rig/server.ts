import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const ADDRESS = /Tongban is at http:\/\/localhost:(\d+)/;

/** The product as its users start it, in a process of its own that can be killed. */
export interface Server {
  readonly origin: string;
  readonly directory: string;
  readonly keysDirectory: string;
  /** Resolves when it serves: at once, or after the restart that is under way. */
  up(): Promise<void>;
  /** Ends the process as a power cut would, and starts it again on the same port, data and keys. */
  crash(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  /** The faults that it has logged. */
  faults(): readonly string[];
}

/** Starts the product in demo mode, with its embedded PostgreSQL or, if one is named, on another database. */
export async function startServer(databaseUrl?: string): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'tongban-e2e-'));
  const keysDirectory = join(directory, 'keys');
  const log: string[] = [];
  const launch = async (port: number) =>
    serving(
      spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, 'apps/cli/tongban.ts'), 'serve'], {
        env: environment({ directory, port, databaseUrl }),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
      log,
    );
  let { child, port } = await launch(0);
  let ready = Promise.resolve();
  return {
    origin: `http://localhost:${port}`,
    directory,
    keysDirectory,
    up: async () => ready,
    crash: async (meanwhile = async () => Promise.resolve()) => {
      ready = end(child, 'SIGKILL')
        .then(meanwhile)
        .then(async () => {
          ({ child, port } = await launch(port));
        });
      await ready;
    },
    stop: async () => {
      await end(child, 'SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    },
    faults: () => log.filter((line) => /"level":(50|60)/.test(line)),
  };
}

interface Installation {
  readonly directory: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
}

function environment({ directory, port, databaseUrl = '' }: Installation): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT: String(port),
    DATA_DIR: join(directory, 'data'),
    KEYS_DIR: join(directory, 'keys'),
    DATABASE_URL: databaseUrl,
    TONGBAN_DEMO: 'on',
    LOG_LEVEL: 'warn',
  };
}

/** Waits for the line that says where it is. */
async function serving(child: ChildProcess, log: string[]): Promise<{ child: ChildProcess; port: number }> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n').filter(Boolean)));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, port] = ADDRESS.exec(said) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('exit', (status) => reject(new Error(`The server ended with ${String(status)}: ${log.join('\n')}`)));
  });
  return { child, port };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
