import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openJson, sealJson, type World } from '#kernel';
import { providerSecret } from './provider-secrets.ts';

const Payload = z.looseObject({
  /** Seconds since 1970. */
  exp: z.number().optional(),
  grantId: z.string().optional(),
  uid: z.string().optional(),
});

type Payload = z.output<typeof Payload>;

/** What oidc-provider asks of a store for one of its models (its "adapter"). */
export interface ProviderStore {
  upsert(id: string, payload: Payload): Promise<void>;
  find(id: string): Promise<Payload | undefined>;
  findByUid(uid: string): Promise<Payload | undefined>;
  findByUserCode(): Promise<undefined>;
  consume(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

interface Sealer {
  seal(id: Buffer, payload: Payload): Buffer;
  open(id: Buffer, sealed: Buffer): Payload;
}

/**
 * Stores of the identity provider in PostgreSQL, one per model. Ids of codes and sessions are bearer secrets: whoever
 * reads the table finds digests and ciphertext. The provider checks expiry itself; `sweepSignIns` removes what is over.
 */
export function providerStore(world: World): (model: string) => ProviderStore {
  let sealer: Promise<Sealer> | undefined;
  return (model) => modelStore(world, model, () => (sealer ??= payloadSealer(world)));
}

function modelStore({ db }: World, model: string, sealer: () => Promise<Sealer>): ProviderStore {
  const rows = db.selectFrom('identity.provider_payload').where('model', '=', model);
  const read = async (row: { id_hash: Buffer; sealed: Buffer; consumed_at: Date | null } | undefined) => {
    if (row === undefined) return undefined;
    const payload = (await sealer()).open(row.id_hash, row.sealed);
    return row.consumed_at === null ? payload : { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) };
  };
  const columns = ['id_hash', 'sealed', 'consumed_at'] as const;

  return {
    upsert: async (id, payload) => {
      const values = toRow(payload, (await sealer()).seal(hashOf(id), payload));
      await db
        .insertInto('identity.provider_payload')
        .values({ model, id_hash: hashOf(id), ...values })
        .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(values))
        .execute();
    },
    find: async (id) => read(await rows.select(columns).where('id_hash', '=', hashOf(id)).executeTakeFirst()),
    findByUid: async (uid) => read(await rows.select(columns).where('uid_hash', '=', hashOf(uid)).executeTakeFirst()),
    findByUserCode: () => Promise.resolve(undefined),
    consume: async (id) => {
      const used = db.updateTable('identity.provider_payload').set((set) => ({ consumed_at: set.fn<Date>('now') }));
      await used.where('model', '=', model).where('id_hash', '=', hashOf(id)).execute();
    },
    destroy: async (id) => {
      const gone = db.deleteFrom('identity.provider_payload').where('model', '=', model);
      await gone.where('id_hash', '=', hashOf(id)).execute();
    },
    revokeByGrantId: async (grantId) => {
      await db.deleteFrom('identity.provider_payload').where('grant_hash', '=', hashOf(grantId)).execute();
    },
  };
}

function toRow({ grantId, uid, exp }: Payload, sealed: Buffer) {
  return {
    sealed,
    grant_hash: grantId === undefined ? null : hashOf(grantId),
    uid_hash: uid === undefined ? null : hashOf(uid),
    expires_at: exp === undefined ? null : new Date(exp * 1000),
  };
}

export interface InteractionView {
  readonly uid: string;
  /** Where the sign-in form is posted, with `login` and `password`. */
  readonly action: string;
}

/** A sign-in that waits for somebody's login and password; undefined if there is none, or no longer. */
export async function interactionView(world: World, uid: string): Promise<InteractionView | undefined> {
  const payload = await providerStore(world)('Interaction').find(uid);
  // The provider lives by the machine's time, not by the platform's clock.
  if (payload?.exp === undefined || payload.exp * 1000 <= Date.now()) return undefined;
  return { uid, action: `/idp/interaction/${encodeURIComponent(uid)}` };
}

async function payloadSealer(world: World): Promise<Sealer> {
  const { dataKey } = await providerSecret(world, 'payloads', () => null);
  return {
    seal: (id, payload) => sealJson(world.crypto, dataKey, place(id), payload),
    open: (id, sealed) => Payload.parse(openJson(world.crypto, dataKey, place(id), sealed)),
  };
}

function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}

function place(id: Buffer): string {
  return `identity.provider_payload.sealed:${id.toString('hex')}`;
}
