import type { Logger } from 'pino';
import { provideApp } from '#app';
import { referencedFiles } from '#cases';
import { LedgerFault, requireSignedHistory } from '#ledger';
import { startPublisher } from '../worker/start-publisher.ts';
import { startWorker } from '../worker/start-worker.ts';
import { announce } from './announce.ts';
import type { Config } from './config.ts';
import { dispatcher } from './dispatch.ts';
import type { Door } from './door.ts';
import { makeApp, type OpenApp } from './make-app.ts';
import { installationCrypto } from './master-key.ts';
import { openPages } from './pages.ts';
import { prepareDatabase } from './prepare-database.ts';
import type { Shutdown } from './shutdown.ts';
import { StartUpError } from './start-up-error.ts';

export interface Starting {
  readonly config: Config;
  readonly log: Logger;
  readonly shutdown: Shutdown;
  /** Undefined where the process answers no requests. */
  readonly door: Door | undefined;
}

/** Brings up the parts in the order in which they need each other; `shutdown` knows how to end each. */
export async function start({ config, log, shutdown, door }: Starting): Promise<void> {
  const origin = config.origin ?? `http://localhost:${door?.port ?? config.port}`;
  const crypto = installationCrypto(config.keyDirectory);
  const { url, release } = await prepareDatabase(config);
  shutdown.add(release);
  const open = await makeApp({ config, origin, url, crypto, log });
  shutdown.add(open.database.close);
  provideApp(open.app);

  await honestly(async () => requireSignedHistory(open.app, open.app.ledger));
  if (config.parts.has('worker')) {
    shutdown.add(await honestly(async () => startPublisher(open.app)));
    shutdown.add(await work(open, url));
  }
  if (door !== undefined) {
    const pages = config.parts.has('web') ? await openPages(config) : undefined;
    if (pages !== undefined) shutdown.add(pages.close);
    door.answer(await dispatcher({ app: open.app, config, server: door.server, pages: pages?.handler }));
    // Again, so that requests end before what they need does.
    shutdown.add(door.close);
  }
  await announce(open.app, door === undefined ? undefined : origin);
}

async function work({ app }: OpenApp, url: string): Promise<() => Promise<void>> {
  return startWorker({ world: { ...app, referenced: referencedFiles(app) }, url, log: app.log });
}

/**
 * A log that cannot be continued honestly is not, neither by those who publish nor by those who promise places in it: the
 * operator chooses how to go on.
 */
async function honestly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof LedgerFault)) throw cause;
    throw new StartUpError(`${cause.message} Run "bin/tongban ledger recover" to choose how to go on.`, { cause });
  }
}
