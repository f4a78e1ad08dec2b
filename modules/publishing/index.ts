export { seedRoutes } from './seed-sample.ts';
export { pinService, type Pinning } from './pin-service.ts';
export { pinnedService, type PinnedService } from './pinned-service.ts';
