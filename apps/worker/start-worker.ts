import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger as Log } from 'pino';
import { beat, HEARTBEAT_MS } from '#kernel';
import { crontab, jobs, type WorkerWorld } from './jobs.ts';

export interface WorkerOptions {
  readonly world: WorkerWorld;
  /** Connection URL; the worker keeps a few connections of its own. */
  readonly url: string;
  readonly log: Log;
  readonly concurrency?: number;
}

const PATIENCE_MS = 10_000;

/** Starts to work on jobs. @returns how to stop: jobs at work are finished, waiting ones stay for the next start. */
export async function startWorker({ world, url, log, concurrency = 4 }: WorkerOptions): Promise<() => Promise<void>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: concurrency + 2,
    options: '-c role=tongban_app -c timezone=UTC',
    application_name: 'tongban-worker',
  });
  const broke = (error: Error) => log.warn({ err: error }, 'A connection of the worker broke');
  pool.on('error', broke);
  // A connection at work is not in the pool's care; unheard, its error would end the process.
  pool.on('connect', (client) => client.on('error', broke));
  const runner = await run({
    pgPool: pool,
    concurrency,
    // The host drains in its own order; two handlers of one signal would race.
    noHandleSignals: true,
    pollInterval: 2_000,
    gracefulShutdownAbortTimeout: PATIENCE_MS,
    taskList: taskList(world),
    parsedCronItems: parseCronItems(crontab.map(cronItem)),
    logger: workerLogger(log),
  });
  const heart = await startBeating(world, log);
  return async () => {
    clearInterval(heart);
    await runner.stop();
    await pool.end();
  };
}

function taskList(world: WorkerWorld): TaskList {
  return Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, async (payload: unknown) => job(world, payload)]),
  );
}

/** Names of jobs have a dot, which the file format of crontabs does not allow. */
function cronItem(line: string): { match: string; task: string } {
  const parts = line.split(' ');
  const task = parts.pop() ?? '';
  return { match: parts.join(' '), task };
}

async function startBeating(world: WorkerWorld, log: Log): Promise<NodeJS.Timeout> {
  await beat(world, 'worker');
  return setInterval(() => {
    beat(world, 'worker').catch((error: unknown) => log.warn({ err: error }, 'The worker could not say that it lives'));
  }, HEARTBEAT_MS);
}

/** Routine news is for debugging; payloads never get into the log. */
function workerLogger(log: Log): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new Logger(() => (level, message) => log[levels[level]]({ part: 'worker' }, message));
}
