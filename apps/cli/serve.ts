import { pino } from 'pino';
import { readConfig, type Config } from './config.ts';
import { ensureDataDirectory } from './data-directory.ts';
import { libraryNoise } from './library-noise.ts';
import { openDoor } from './door.ts';
import { Shutdown } from './shutdown.ts';

/** `tongban serve`: everything that TONGBAN_ROLES names, until a signal ends it. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  // The terminal shows the address; the log goes to standard error, one JSON object a line.
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  libraryNoise(log);
  const shutdown = new Shutdown(log);
  shutdown.onSignal();
  try {
    const door = hasDoor(config) ? await openDoor(config) : undefined;
    if (door !== undefined) shutdown.add(door.close);
    ensureDataDirectory(config.dataDirectory);
    // Last, because it loads the whole program: what can be refused before is refused in a moment.
    const { start } = await import('./start.ts');
    await start({ config, log, shutdown, door });
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

function hasDoor({ parts }: Config): boolean {
  return parts.has('web') || parts.has('api');
}
