import type { CryptoProvider } from './crypto-provider.ts';
import type { Db } from './database.ts';

/**
 * Whether the database was written under this master key. The first key that it is opened with becomes its own.
 * With another key nothing could be read, and what is written would be lost when the right one comes back.
 */
export async function isOwnMasterKey(db: Db, crypto: CryptoProvider): Promise<boolean> {
  const proof = Buffer.from(crypto.blindIndex('kernel.master_key', String(crypto.keyVersion)));
  await db
    .insertInto('kernel.master_key')
    .values({ version: crypto.keyVersion, proof })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const known = await db
    .selectFrom('kernel.master_key')
    .select('proof')
    .where('version', '=', crypto.keyVersion)
    .executeTakeFirstOrThrow();
  return known.proof.equals(proof);
}
