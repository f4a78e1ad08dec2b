import { sql } from 'kysely';
import { recordSet, type CryptoProvider, type Db, type Tx, type World } from '#kernel';
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
      sealed_name: sealName(crypto, dataKey, { asset, name }),
      created_at: clock.now(),
    })
    .execute();
}

/** From here on the file exists for everybody else, under the name that fits what it is. */
export async function finish(
  { db, clock, crypto }: World,
  { asset, name, dataKey, ...file }: ReceivedAsset & { readonly dataKey: Uint8Array },
): Promise<void> {
  await db
    .updateTable('materials.asset')
    .set({
      sealed_name: sealName(crypto, dataKey, { asset, name }),
      media_type: file.mediaType,
      size: BigInt(file.size),
      sha256: Buffer.from(file.sha256, 'hex'),
      stored_at: clock.now(),
    })
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

/** One statement for any number of files. */
export async function addUses(tx: Tx, uses: readonly Use[]): Promise<void> {
  const rows = uses.flatMap(({ assets, caseNo, purpose, by, at }) =>
    assets.map((asset) => ({ asset_id: asset, case_no: caseNo, purpose, person_id: by.person, at })),
  );
  if (rows.length === 0) return;
  await sql`insert into materials.use (asset_id, case_no, purpose, person_id, at)
    select asset_id, case_no, purpose, person_id, at
    from ${recordSet(rows, 'asset_id uuid, case_no text, purpose text, person_id uuid, at timestamptz')}`.execute(tx);
}

/** A page of the files begun before `before` that no case ever used, by id. */
export async function neverUsed(
  db: Db,
  { before, after, most }: { readonly before: Date; readonly after: AssetId | undefined; readonly most: number },
): Promise<readonly AssetId[]> {
  const rows = await db
    .selectFrom('materials.asset as a')
    .select('a.id')
    .where('a.created_at', '<', before)
    .$if(after !== undefined, (query) => query.where('a.id', '>', after ?? ''))
    .where((is) =>
      is.not(is.exists(is.selectFrom('materials.use as u').select('u.id').whereRef('u.asset_id', '=', 'a.id'))),
    )
    .orderBy('a.id')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id as AssetId);
}

export async function forget(db: Db, asset: AssetId): Promise<void> {
  await db.deleteFrom('materials.asset').where('id', '=', asset).execute();
}

function sealName(
  crypto: CryptoProvider,
  dataKey: Uint8Array,
  { asset, name }: { readonly asset: AssetId; readonly name: string },
): Buffer {
  return Buffer.from(crypto.seal(dataKey, namePlace(asset), Buffer.from(name, 'utf8')));
}

function namePlace(asset: string): string {
  return `materials.asset.name:${asset}`;
}
