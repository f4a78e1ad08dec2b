import Fastify, { type FastifyInstance } from 'fastify';
import type { ApiApp, ApiPorts } from './app.ts';
import { downloadRoute } from './download.ts';
import { fileCaseRoute } from './file-case.ts';
import { healthRoutes } from './health.ts';
import { countJobs } from './job-metrics.ts';
import { countQueues } from './queue-metrics.ts';
import { measureLedger } from './ledger-metrics.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { createMetrics, metricsRoute, type Metrics } from './metrics.ts';
import { answerProblems } from './problems.ts';
import { requestId } from './request-id.ts';
import { uploadRoute } from './upload.ts';

/** Nothing that the API sends is a page: it may load, frame and run nothing, wherever it ends up. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Everything under /api, /ledger and /uploads, and the pages for those who keep the platform running. Not listening
 * yet: `await api.ready()` or `api.listen()` is the caller's, as is `api.close()`.
 */
export function buildApi(app: ApiApp, ports: ApiPorts): FastifyInstance {
  const { serverFactory } = ports;
  const metrics = ports.metrics ?? createMetrics();
  const api = Fastify({
    forceCloseConnections: 'idle',
    genReqId: requestId,
    ...(serverFactory === undefined ? {} : { serverFactory }),
  });

  api.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...HEADERS, 'x-request-id': request.id });
    if (app.config.origin.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000');
    return Promise.resolve();
  });
  watch(api, app, metrics);
  answerProblems(api, app);
  healthRoutes(api, app, ports);
  countJobs(metrics.registry, app.db);
  countQueues(metrics.registry, app.db);
  measureLedger(metrics.registry, app.db);
  metricsRoute(api, metrics, ports);
  downloadRoute(api, app, ports);
  uploadRoute(api, app, ports);
  ledgerRoutes(api, app);
  fileCaseRoute(api, app);
  return api;
}

/** One line and one measurement a request. The line has no path, query or address: they name people and cases. */
function watch(api: FastifyInstance, { log }: ApiApp, metrics: Metrics): void {
  api.addHook('onResponse', async (request, reply) => {
    const seconds = reply.elapsedTime / 1_000;
    const answered = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds,
    };
    metrics.observe(answered);
    log.info({ requestId: request.id, ...answered }, 'Answered');
    return Promise.resolve();
  });
}
