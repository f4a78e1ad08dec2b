import type { World } from '#kernel';
import type { AssetId, References } from '#materials';

/** Which files a draft or a case still refers to; the others may be swept. */
export function referencedFiles({ db }: Pick<World, 'db'>): References['referenced'] {
  return async (assets) => {
    if (assets.length === 0) return new Set<AssetId>();
    const rows = await db
      .selectFrom('cases.draft_file')
      .select('asset_id')
      .where('asset_id', 'in', assets)
      .union(db.selectFrom('cases.file').select('asset_id').where('asset_id', 'in', assets))
      .execute();
    const kept = new Set(rows.map(({ asset_id }) => asset_id));
    return new Set(assets.filter((asset) => kept.has(asset)));
  };
}
