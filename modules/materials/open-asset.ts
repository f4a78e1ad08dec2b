import { notFound, openStream } from '#kernel';
import type { AssetId, AssetInfo } from './asset.ts';
import { filePlace } from './file-place.ts';
import type { FilesWorld } from './receive-upload.ts';
import { stored } from './store.ts';

/**
 * A file and its bytes, decrypted as they are read. Whether somebody may read it is the caller's question.
 * @throws Refusal kernel.not-found
 */
export async function openAsset(
  world: FilesWorld,
  asset: AssetId,
): Promise<{ readonly info: AssetInfo; readonly stream: AsyncIterable<Uint8Array> }> {
  const [found] = await stored(world, [asset]);
  if (found === undefined) throw notFound();
  const { dataKey, ...info } = found;
  const place = { crypto: world.crypto, key: dataKey, context: filePlace(asset) };
  return { info, stream: openStream(place, world.files.read(asset)) };
}
