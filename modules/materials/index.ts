export type { AssetId, AssetInfo, MediaType, ReceivedAsset } from './asset.ts';
export { assetInfo } from './asset-info.ts';
export { recordUse } from './record-use.ts';
