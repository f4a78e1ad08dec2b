import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from './fresh-database.ts';

const ROOT = join(import.meta.dirname, '..');
const PATIENCE_MS = 120_000;

/** The built product as an operator runs it: its own process, a database of its own, the sample city. */
export interface RunningServer {
  /** e.g. http://localhost:41234; the same after `restart`. */
  readonly origin: string;
  readonly database: TestDatabase;
  /** Where uploads and keys are. */
  readonly directory: string;
  /** Log and terminal lines so far. */
  readonly output: () => string;
  /** kill -9, as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts again on the same data and port; stops first if it still runs. */
  readonly restart: () => Promise<void>;
  /** Ends server and database and removes what they left. */
  readonly close: () => Promise<void>;
}

/** Starts `tongban serve`, ready when this returns. `environment` is added to what the tests set. */
export async function startServer(environment: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const database = await freshDatabase();
  const directory = mkdtempSync(join(tmpdir(), 'tongban-server-'));
  const settings = {
    DATABASE_URL: database.url,
    TONGBAN_DEMO: 'on',
    PORT: '0',
    DATA_DIR: join(directory, 'data'),
    KEYS_DIR: join(directory, 'keys'),
    ...environment,
  };
  let running = await launch(settings);
  const { origin } = running;
  const stop = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    await running.ended;
  };
  return {
    origin,
    database,
    directory,
    output: () => running.output(),
    kill: async () => stop('SIGKILL'),
    restart: async () => {
      await stop('SIGTERM');
      running = await launch({ ...settings, PORT: new URL(origin).port });
    },
    close: async () => {
      await stop('SIGTERM');
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Launched {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly output: () => string;
  readonly ended: Promise<void>;
}

async function launch(environment: Readonly<Record<string, string>>): Promise<Launched> {
  // Without the variables by which a child of node:test reports to its parent: this one is no test.
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...inherited } = process.env;
  const child = spawn(join(ROOT, 'bin/tongban'), ['serve'], {
    cwd: ROOT,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill('SIGKILL'));

  const origin = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The server was not ready in time:\n${output}`)), PATIENCE_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /Tongban is at (http\S+)/.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`The server ended before it was ready:\n${output}`)));
  });
  return { child, origin, output: () => output, ended };
}
