import type { Clock } from './clock.ts';
import type { CryptoProvider } from './crypto-provider.ts';
import type { Db, Tx } from './database.ts';

/** What every use case may need of the world around it; passed in, never imported. */
/** What it takes to read what is sealed, also within a transaction. */
export interface Reading {
  readonly db: Db | Tx;
  readonly crypto: CryptoProvider;
}

export interface World {
  readonly db: Db;
  readonly clock: Clock;
  readonly crypto: CryptoProvider;
}
