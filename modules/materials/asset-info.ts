import type { World } from '#kernel';
import type { AssetId, AssetInfo } from './asset.ts';
import { stored } from './store.ts';

/** Name, size and type of stored files, oldest first. Unknown ones are left out. */
export async function assetInfo(world: World, assets: readonly AssetId[]): Promise<readonly AssetInfo[]> {
  const found = await stored(world, assets);
  return found.map(({ asset, name, size, mediaType }) => ({ asset, name, size, mediaType }));
}
