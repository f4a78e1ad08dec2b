import { join } from 'node:path';
import type { Logger } from 'pino';
import type { App } from '#app';
import { loadSearch } from '#catalogue';
import { isOwnMasterKey, openDatabase, seedRegions, systemClock, type CryptoProvider, type Database } from '#kernel';
import { announceKeys } from '#ledger';
import { directoryStore } from '#materials';
import type { Config } from './config.ts';
import { installationLedger } from './installation-ledger.ts';
import { StartUpError } from './start-up-error.ts';
import { seedSampleCity } from '../../db/seeds/seed.ts';

export interface OpenApp {
  readonly app: App;
  readonly database: Database;
}

export interface Installation {
  readonly config: Config;
  /** Where the pages are reached. */
  readonly origin: string;
  readonly url: string;
  readonly crypto: CryptoProvider;
  readonly log: Logger;
}

/**
 * Puts the parts together over a migrated database, and fills one that is empty: with the regions always, with the
 * sample city in demo mode.
 */
export async function makeApp({ config, origin, url, crypto, log }: Installation): Promise<OpenApp> {
  const database = openDatabase(url, {
    onError: (error) => log.warn({ err: error }, 'A connection to the database broke'),
  });
  const { db } = database;
  if (!(await isOwnMasterKey(db, crypto))) {
    await database.close();
    throw new StartUpError(
      `The database was written under another master key than ${join(config.keyDirectory, 'master.key')}: restore that one or set KEYS_DIR.`,
    );
  }
  const ledger = installationLedger(config, origin);
  const world = { db, clock: systemClock, crypto, config: { demo: config.demo, origin } };
  await seedRegions(db);
  await announceKeys(world, { log: ledger.signers, receipt: ledger.receiptSigners });
  if (config.demo) await seedSampleCity(world);
  const search = await loadSearch(world, {
    onError: (error) => log.error({ err: error }, 'The search could not look for changes'),
  });
  const files = directoryStore(join(config.dataDirectory, 'uploads'));
  return { app: { ...world, log, search, files, ledger }, database };
}
