import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound, openJson, sealJson, type Reading, type World } from '#kernel';
import type { OrganisationId } from './ids.ts';

const Sealed = z.object({ representative: z.string() });

/** A legal person. All but the representative's name is public. */
export interface OrganisationProfile {
  readonly name: string;
  /** Unified social credit code (统一社会信用代码, GB 32100—2015), 18 characters. */
  readonly creditCode: string;
  readonly representative: string;
  readonly address: string;
  readonly regionCode: string;
}

/** Adds an organisation. The credit code must not be known yet. */
export async function registerOrganisation(
  { db, clock, crypto }: World,
  profile: OrganisationProfile,
  { sample }: { readonly sample: boolean },
): Promise<OrganisationId> {
  const id = randomUUID() as OrganisationId;
  const dataKey = Buffer.from(crypto.newDataKey());
  await db
    .insertInto('identity.organisation')
    .values({
      id,
      credit_code: profile.creditCode,
      name: profile.name,
      region: profile.regionCode,
      address: profile.address,
      data_key: dataKey,
      sealed: sealJson(crypto, dataKey, place(id), { representative: profile.representative }),
      sample,
      created_at: clock.now(),
    })
    .execute();
  return id;
}

/** @throws Refusal kernel.not-found */
export async function organisationProfile({ db, crypto }: Reading, id: OrganisationId): Promise<OrganisationProfile> {
  const row = await db.selectFrom('identity.organisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const { representative } = Sealed.parse(openJson(crypto, row.data_key, place(id), row.sealed));
  return { name: row.name, creditCode: row.credit_code, representative, address: row.address, regionCode: row.region };
}

/** The organisation with exactly this credit code, which is public and therefore stored readable. */
export async function findOrganisationByCreditCode(
  { db }: World,
  creditCode: string,
): Promise<OrganisationId | undefined> {
  const row = await db
    .selectFrom('identity.organisation')
    .select('id')
    .where('credit_code', '=', creditCode.normalize('NFKC').trim().toUpperCase())
    .executeTakeFirst();
  return row && (row.id as OrganisationId);
}

function place(id: OrganisationId): string {
  return `identity.organisation.sealed:${id}`;
}
