import type { AssetId } from './asset.ts';

/** What the bytes of a file are bound to: moved to another row's name, they do not open. */
export function filePlace(asset: AssetId): string {
  return `materials.file:${asset}`;
}
