export { isApiPath, type ApiApp, type ApiPorts } from './app.ts';
export { buildApi } from './build-api.ts';
export { createMetrics, type Answered, type Metrics } from './metrics.ts';
export { requestId } from './request-id.ts';
