import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound, openJson, sealJson, type Reading, type World } from '#kernel';
import type { PersonId } from './ids.ts';

const PersonProfile = z.object({
  name: z.string(),
  /** Citizen identity number (公民身份号码, GB 11643—1999), 18 characters. */
  identityNumber: z.string(),
  phone: z.string(),
  /** Where the person lives, down to the village if known. */
  regionCode: z.string(),
  address: z.string().optional(),
});

/** What is known of a natural person; at rest it exists only encrypted under the person's own data key. */
export type PersonProfile = Readonly<z.output<typeof PersonProfile>>;

/** Adds a person. The identity number must not be known yet. */
export async function registerPerson(
  { db, clock, crypto }: World,
  profile: PersonProfile,
  { sample }: { readonly sample: boolean },
): Promise<PersonId> {
  const id = randomUUID() as PersonId;
  const dataKey = Buffer.from(crypto.newDataKey());
  await db
    .insertInto('identity.person')
    .values({
      id,
      data_key: dataKey,
      sealed: sealJson(crypto, dataKey, place(id), profile),
      name_index: index(crypto, 'name', profile.name),
      identity_number_index: index(crypto, 'identity-number', profile.identityNumber),
      phone_index: index(crypto, 'phone', profile.phone),
      index_key_version: crypto.keyVersion,
      sample,
      created_at: clock.now(),
    })
    .execute();
  return id;
}

/**
 * Everything known of a person, decrypted. Staff reads go with `logAccess` in the same transaction.
 * @throws Refusal kernel.not-found, also after the person's key was destroyed.
 */
export async function personProfile({ db, crypto }: Reading, id: PersonId): Promise<PersonProfile> {
  const row = await db
    .selectFrom('identity.person')
    .select(['data_key', 'sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.data_key === null || row.sealed === null) throw notFound();
  return PersonProfile.parse(openJson(crypto, row.data_key, place(id), row.sealed));
}

/** The person with exactly this identity number. */
export async function findPersonByIdentityNumber(
  { db, crypto }: World,
  identityNumber: string,
): Promise<PersonId | undefined> {
  const row = await db
    .selectFrom('identity.person')
    .select('id')
    .where('identity_number_index', '=', index(crypto, 'identity-number', identityNumber))
    .executeTakeFirst();
  return row && (row.id as PersonId);
}

/** Everybody with exactly this telephone number. */
export async function findPersonsByPhone({ db, crypto }: World, phone: string): Promise<readonly PersonId[]> {
  const rows = await db
    .selectFrom('identity.person')
    .select('id')
    .where('phone_index', '=', index(crypto, 'phone', phone))
    .execute();
  return rows.map(({ id }) => id as PersonId);
}

/** Everybody with exactly this full name. */
export async function findPersonsByName({ db, crypto }: World, name: string): Promise<readonly PersonId[]> {
  const rows = await db
    .selectFrom('identity.person')
    .select('id')
    .where('name_index', '=', index(crypto, 'name', name))
    .execute();
  return rows.map(({ id }) => id as PersonId);
}

type Indexed = 'name' | 'identity-number' | 'phone';

/** People write the same value in different ways: full width, lower case, with blanks or dashes. */
function index(crypto: World['crypto'], column: Indexed, value: string): Buffer {
  const plain = value.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  return Buffer.from(crypto.blindIndex(`identity.person.${column}`, plain));
}

function place(id: PersonId): string {
  return `identity.person.sealed:${id}`;
}
