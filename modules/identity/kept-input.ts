import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openJson, sealJson, type World } from '#kernel';
import type { SessionId } from './ids.ts';

const Kept = z.strictObject({
  /** Why it was not taken. */
  why: z.enum(['signed-out', 'not-in-hand', 'on-the-way']),
  /** The action that it was meant for, e.g. `?/withdraw`. */
  action: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
});

/** What somebody typed into a form that could not be taken. */
export type KeptInput = Readonly<z.output<typeof Kept>>;

/** Whose it is: a session, or the token of one that may be over; it still says whose the form was. */
export type Keeper = { readonly session: SessionId } | { readonly token: string };

export interface KeptAt extends KeptInput {
  /** Path of the page that showed the form. */
  readonly path: string;
}

const DAY_MS = 24 * 3_600_000;
/** Of one sign-in at a time: more is no typing. */
const MOST_PAGES = 20;
/** The longest form of answers is a quarter of this. */
const MOST_BYTES = 100_000;

/**
 * Keeps what was typed for whoever typed it: sealed under that person's key, for a day, the last one per page. Nobody
 * else is ever shown it, whoever signs in next on the same device.
 * @returns false where it is not known whose it is, or it is too much: then it must be shown at once
 */
export async function keepInput(world: World, keeper: Keeper, { path, ...kept }: KeptAt): Promise<boolean> {
  const owner = await ownerOf(world, keeper);
  const plain = JSON.stringify(kept);
  if (owner === undefined || Buffer.byteLength(plain) > MOST_BYTES) return false;
  const place = placeOf(world, path);
  const at = world.clock.now();
  const sealed = sealJson(world.crypto, owner.dataKey, contextOf(owner.credential, place), kept);
  await world.db
    .insertInto('identity.kept_input')
    .values({ credential_id: owner.credential, place, sealed, kept_at: at })
    .onConflict((conflict) => conflict.columns(['credential_id', 'place']).doUpdateSet({ sealed, kept_at: at }))
    .execute();
  await forgetOldest(world, owner.credential);
  return true;
}

/** What this sign-in had typed into a page and could not send, if that was today. */
export async function keptInput(world: World, session: SessionId, path: string): Promise<KeptInput | undefined> {
  const place = placeOf(world, path);
  const row = await world.db
    .selectFrom('identity.kept_input as k')
    .innerJoin('identity.session as s', 's.credential_id', 'k.credential_id')
    .innerJoin('identity.credential as c', 'c.id', 'k.credential_id')
    .innerJoin('identity.person as p', 'p.id', 'c.person_id')
    .select(['k.sealed', 'k.credential_id', 'p.data_key'])
    .where('s.id', '=', session)
    .where('k.place', '=', place)
    .where('k.kept_at', '>', new Date(world.clock.now().getTime() - DAY_MS))
    .executeTakeFirst();
  if (row === undefined || row.data_key === null) return undefined;
  return Kept.parse(openJson(world.crypto, row.data_key, contextOf(row.credential_id, place), row.sealed));
}

/** It was taken after all. */
export async function forgetInput(world: World, session: SessionId, path: string): Promise<void> {
  await world.db
    .deleteFrom('identity.kept_input')
    .where('place', '=', placeOf(world, path))
    .where('credential_id', '=', (query) =>
      query.selectFrom('identity.session').select('credential_id').where('id', '=', session),
    )
    .execute();
}

/** Removes what nobody came back for. */
export async function sweepKeptInput({ db, clock }: World): Promise<void> {
  await db
    .deleteFrom('identity.kept_input')
    .where('kept_at', '<', new Date(clock.now().getTime() - DAY_MS))
    .execute();
}

interface Owner {
  readonly credential: string;
  readonly dataKey: Buffer;
}

async function ownerOf({ db }: World, keeper: Keeper): Promise<Owner | undefined> {
  const sessions = db
    .selectFrom('identity.session as s')
    .innerJoin('identity.credential as c', 'c.id', 's.credential_id')
    .innerJoin('identity.person as p', 'p.id', 'c.person_id')
    .select(['c.id', 'p.data_key'])
    .where('c.disabled_at', 'is', null);
  const own =
    'session' in keeper
      ? sessions.where('s.id', '=', keeper.session)
      : sessions.where('s.token_hash', '=', createHash('sha256').update(keeper.token).digest());
  const row = await own.executeTakeFirst();
  return row === undefined || row.data_key === null ? undefined : { credential: row.id, dataKey: row.data_key };
}

async function forgetOldest({ db }: World, credential: string): Promise<void> {
  await db
    .deleteFrom('identity.kept_input')
    .where('credential_id', '=', credential)
    .where('place', 'in', (query) =>
      query
        .selectFrom('identity.kept_input')
        .select('place')
        .where('credential_id', '=', credential)
        .orderBy('kept_at', 'desc')
        .offset(MOST_PAGES),
    )
    .execute();
}

function placeOf({ crypto }: World, path: string): Buffer {
  return Buffer.from(crypto.blindIndex('identity.kept-input', path));
}

function contextOf(credential: string, place: Buffer): string {
  return `identity.kept_input.sealed:${credential}:${place.toString('hex')}`;
}
