import { openJson, sealJson, type World } from '#kernel';

/** A secret of the identity provider, and the data key under which more may be sealed in its name. */
export interface ProviderSecret {
  readonly value: unknown;
  readonly dataKey: Buffer;
}

/** The secret of this name, made once for all processes; parse the value with the schema of its place. */
export async function providerSecret(world: World, name: string, make: () => unknown): Promise<ProviderSecret> {
  const known = await read(world, name);
  if (known !== undefined) return known;

  const { db, clock, crypto } = world;
  const dataKey = Buffer.from(crypto.newDataKey());
  await db
    .insertInto('identity.provider_secret')
    .values({
      name,
      data_key: dataKey,
      sealed: sealJson(crypto, dataKey, place(name), make()),
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Another process may have been first: what is stored counts.
  const stored = await read(world, name);
  if (stored === undefined) throw new Error(`The secret ${name} was not stored.`);
  return stored;
}

async function read({ db, crypto }: World, name: string): Promise<ProviderSecret | undefined> {
  const row = await db
    .selectFrom('identity.provider_secret')
    .select(['data_key', 'sealed'])
    .where('name', '=', name)
    .executeTakeFirst();
  return row && { dataKey: row.data_key, value: openJson(crypto, row.data_key, place(name), row.sealed) };
}

function place(name: string): string {
  return `identity.provider_secret.sealed:${name}`;
}
