import type { Db, Tx, World } from '#kernel';
import type { PersonId } from '#identity';
import type { AssetId, AssetInfo, MediaType, NewAsset, ReceivedAsset } from './asset.ts';

/** A stored file and what opens it. */
export interface StoredAsset extends AssetInfo {
  readonly dataKey: Uint8Array;
}

/** The row exists before the file does: whatever a crash leaves on disk can be found and swept. */
export async function begin({ db, clock, crypto }: World, { asset, owner, name, dataKey }: NewAsset): Promise<void> {
  await db
    .insertInto('materials.asset')
    .values({
      id: asset,
      owner_id: owner,
      data_key: Buffer.from(dataKey),
      sealed_name: Buffer.from(crypto.seal(dataKey, namePlace(asset), Buffer.from(name, 'utf8'))),
      created_at: clock.now(),
    })
    .execute();
}

/** From here on the file exists for everybody else. */
export async function finish({ db, clock }: World, { asset, mediaType, size, sha256 }: ReceivedAsset): Promise<void> {
  await db
    .updateTable('materials.asset')
    .set({ media_type: mediaType, size: BigInt(size), sha256: Buffer.from(sha256, 'hex'), stored_at: clock.now() })
    .where('id', '=', asset)
    .execute();
}

export async function stored({ db, crypto }: World, assets: readonly AssetId[]): Promise<readonly StoredAsset[]> {
  if (assets.length === 0) return [];
  const rows = await db
    .selectFrom('materials.asset')
    .select(['id', 'sealed_name', 'data_key', 'media_type', 'size'])
    .where('id', 'in', assets)
    .where('stored_at', 'is not', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    asset: row.id as AssetId,
    name: Buffer.from(crypto.open(row.data_key, namePlace(row.id), row.sealed_name)).toString('utf8'),
    size: Number(row.size),
    mediaType: row.media_type as MediaType,
    dataKey: row.data_key,
  }));
}

export interface Use {
  readonly assets: readonly AssetId[];
  readonly caseNo: string;
  readonly purpose: 'filing' | 'supplement';
  readonly by: { readonly person: PersonId };
  readonly at: Date;
}

export async function addUses(tx: Tx, { assets, caseNo, purpose, by, at }: Use): Promise<void> {
  if (assets.length === 0) return;
  await tx
    .insertInto('materials.use')
    .values(assets.map((asset) => ({ asset_id: asset, case_no: caseNo, purpose, person_id: by.person, at })))
    .execute();
}

/** Files begun before `before` that no case ever used, oldest first. */
export async function neverUsed(db: Db, { before, most }: { before: Date; most: number }): Promise<readonly AssetId[]> {
  const rows = await db
    .selectFrom('materials.asset as a')
    .select('a.id')
    .where('a.created_at', '<', before)
    .where((where) =>
      where.not(
        where.exists(where.selectFrom('materials.use as u').select('u.id').whereRef('u.asset_id', '=', 'a.id')),
      ),
    )
    .orderBy('a.created_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id as AssetId);
}

export async function forget(db: Db, asset: AssetId): Promise<void> {
  await db.deleteFrom('materials.asset').where('id', '=', asset).execute();
}

function namePlace(asset: string): string {
  return `materials.asset.name:${asset}`;
}
