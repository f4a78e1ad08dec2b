import { randomUUID } from 'node:crypto';
import { sealStream, setting, type World } from '#kernel';
import type { PersonId } from '#identity';
import type { AssetId, NewAsset, ReceivedAsset } from './asset.ts';
import { cleanName, withExtension } from './file-name.ts';
import { filePlace } from './file-place.ts';
import type { FileStore } from './file-store.ts';
import { inspection, type Inspection } from './inspect.ts';
import { begin, finish, forget } from './store.ts';

/** What uploading and downloading need besides the world. */
export interface FilesWorld extends World {
  readonly files: FileStore;
}

/** A file on its way in. */
export interface Upload {
  readonly owner: PersonId;
  readonly stream: AsyncIterable<Uint8Array>;
  /** As the browser says; only shown, never used as a path. */
  readonly filename: string;
}

/**
 * Takes a file in: judged, cleaned, hashed, encrypted and written as it streams by, never held whole. Of what is
 * refused or breaks off nothing stays, neither row nor file.
 * @throws Refusal materials.too-large {megabytes}, materials.unsupported-type, materials.broken, materials.empty
 */
export async function receiveUpload(world: FilesWorld, { owner, stream, filename }: Upload): Promise<ReceivedAsset> {
  const asset = randomUUID() as AssetId;
  const draft: NewAsset = { asset, owner, name: cleanName(filename), dataKey: world.crypto.newDataKey() };
  const inspecting = inspection({ maxMegabytes: await setting(world.db, 'upload.maxMegabytes') });
  await begin(world, draft);
  try {
    const place = { crypto: world.crypto, key: draft.dataKey, context: filePlace(asset) };
    await world.files.write(asset, sealStream(place, cleaned(stream, inspecting)));
    const inspected = inspecting.end();
    const received = { asset, name: withExtension(draft.name, inspected.mediaType), ...inspected };
    await finish(world, { ...received, dataKey: draft.dataKey });
    return received;
  } catch (error) {
    await world.files.remove(asset);
    await forget(world.db, asset);
    throw error;
  }
}

async function* cleaned(stream: AsyncIterable<Uint8Array>, { take }: Inspection): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield take(chunk);
}
