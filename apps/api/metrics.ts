import { timingSafeEqual, createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { notFound } from '#kernel';

/** One answered request. `route` is the pattern, never the path: paths carry case numbers. */
export interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  readonly registry: Registry;
  readonly observe: (answered: Answered) => void;
}

/** The process's own figures and the time requests take. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to response, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60],
    registers: [registry],
  });
  return {
    registry,
    observe: ({ method, route, status, seconds }) => duration.observe({ method, route, status }, seconds),
  };
}

/** GET /metrics, for this machine or whoever has the token; for everybody else there is no such page. */
export function metricsRoute(
  api: FastifyInstance,
  metrics: Metrics,
  { metricsToken }: { readonly metricsToken?: string },
): void {
  api.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, metricsToken)) throw notFound();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

/** A proxy on the same machine makes every request local, but says for whom it asks. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via;
  return forwarded === undefined && (address === '::1' || address.startsWith('127.'));
}

function hasToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined || token === '') return false;
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
