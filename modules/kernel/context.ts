import type { Clock } from './clock.ts';
import type { CryptoProvider } from './crypto-provider.ts';
import type { Db } from './database.ts';

/** What every use case may need of the world around it; passed in, never imported. */
export interface World {
  readonly db: Db;
  readonly clock: Clock;
  readonly crypto: CryptoProvider;
}
