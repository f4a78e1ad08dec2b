import { startServer, type RunningServer } from '#testing/running-server';

/** The running product for people who do not give up: they can wait until it is there again. */
export interface Server extends Pick<RunningServer, 'origin' | 'directory' | 'output' | 'close'> {
  /** Resolves when it serves: at once, or after the restart that is under way. */
  readonly up: () => Promise<void>;
  /** Ends the process as a power cut would, and starts it again on the same port, data and keys. */
  readonly crash: () => Promise<void>;
  /** The connection URL of its database. */
  readonly databaseUrl: string;
}

/** Starts the product in demo mode on a database of its own. */
export async function openServer(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
  const running = await startServer({ LOG_LEVEL: 'warn', ...environment });
  let ready = Promise.resolve();
  return {
    origin: running.origin,
    directory: running.directory,
    output: running.output,
    close: running.close,
    databaseUrl: running.database.url,
    up: async () => ready,
    crash: async () => {
      ready = running.kill().then(running.restart);
      return ready;
    },
  };
}

/** The faults that the server has logged since it was started. */
export function faultsOf({ output }: Server): readonly string[] {
  return output()
    .split('\n')
    .filter((line) => /"level":(50|60)/.test(line));
}
