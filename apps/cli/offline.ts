import { pino } from 'pino';
import { readConfig, type Config } from './config.ts';
import { ensureDataDirectory } from './data-directory.ts';
import { makeApp, type OpenApp } from './make-app.ts';
import { installationCrypto } from './master-key.ts';
import { prepareDatabase } from './prepare-database.ts';

/** Runs a command on the installation's database, beside a running server or without one. */
export async function withInstallation<T>(over: Partial<Config>, work: (open: OpenApp) => Promise<T>): Promise<T> {
  const config = { ...readConfig(process.env), ...over };
  const log = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: true }));
  ensureDataDirectory(config.dataDirectory);
  const crypto = installationCrypto(config.keyDirectory);
  const { url, release } = await prepareDatabase(config);
  try {
    const origin = config.origin ?? `http://localhost:${config.port}`;
    const open = await makeApp({ config, origin, url, crypto, log });
    return await work(open).finally(open.database.close);
  } finally {
    await release();
  }
}
