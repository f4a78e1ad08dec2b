import { pino, type Logger } from 'pino';
import { provideApp } from '#app';
import { referencedFiles } from '#cases';
import { startWorker } from '../worker/start-worker.ts';
import { announce } from './announce.ts';
import { readConfig, type Config } from './config.ts';
import { ensureDataDirectory } from './data-directory.ts';
import { dispatcher } from './dispatch.ts';
import { openDoor } from './door.ts';
import { makeApp, type OpenApp } from './make-app.ts';
import { installationCrypto } from './master-key.ts';
import { openPages } from './pages.ts';
import { prepareDatabase } from './prepare-database.ts';
import { Shutdown } from './shutdown.ts';

/** `tongban serve`: everything that TONGBAN_ROLES names, until a signal ends it. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  // The terminal shows the address; the log goes to standard error, one JSON object a line.
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  const shutdown = new Shutdown(log);
  shutdown.onSignal();
  try {
    await start({ config, log, shutdown });
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

interface Starting {
  readonly config: Config;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

async function start({ config, log, shutdown }: Starting): Promise<void> {
  const door = hasDoor(config) ? await openDoor(config) : undefined;
  if (door !== undefined) shutdown.add(door.close);
  const origin = config.origin ?? `http://localhost:${door?.port ?? config.port}`;

  ensureDataDirectory(config.dataDirectory);
  const crypto = installationCrypto(config.keyDirectory);
  const { url, release } = await prepareDatabase(config);
  shutdown.add(release);
  const open = await makeApp({ config, origin, url, crypto, log });
  shutdown.add(open.database.close);
  provideApp(open.app);

  if (config.parts.has('worker')) shutdown.add(await work(open, url));
  if (door !== undefined) {
    const pages = config.parts.has('web') ? await openPages(config) : undefined;
    if (pages !== undefined) shutdown.add(pages.close);
    const listener = await dispatcher({ app: open.app, config, server: door.server, pages: pages?.handler });
    door.answer(listener);
    // Again, so that requests end first: they need all of the above.
    shutdown.add(door.close);
  }
  await announce(open.app, door === undefined ? undefined : origin);
}

function hasDoor({ parts }: Config): boolean {
  return parts.has('web') || parts.has('api');
}

async function work({ app }: OpenApp, url: string): Promise<() => Promise<void>> {
  const world = { ...app, referenced: referencedFiles(app) };
  return startWorker({ world, url, log: app.log });
}
