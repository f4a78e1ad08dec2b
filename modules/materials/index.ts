export type { AssetId, AssetInfo, MediaType, ReceivedAsset } from './asset.ts';
export { assetInfo } from './asset-info.ts';
export { directoryStore, type FileStore } from './file-store.ts';
export { materialCrontab, materialJobs } from './jobs.ts';
export { openAsset } from './open-asset.ts';
export { receiveUpload, type FilesWorld, type Upload } from './receive-upload.ts';
export { recordUse } from './record-use.ts';
export { sweepUnused, type References } from './sweep-unused.ts';
