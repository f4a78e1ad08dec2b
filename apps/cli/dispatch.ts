import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import compression from 'compression';
import { attach, mayAttach, mayReadFile } from '#cases';
import { HEARTBEAT_MS, lastBeat } from '#kernel';
import type { App } from '#app';
import { buildApi, createMetrics, isApiPath, requestId, type Metrics } from '../api/index.ts';
import { originOf, signInRoutes } from '../idp/index.ts';
import { ADDRESS_HEADER, clientAddress } from './client-address.ts';
import type { Config } from './config.ts';
import type { Listener } from './door.ts';

export interface Hosting {
  readonly app: App;
  readonly config: Pick<Config, 'parts' | 'metricsToken' | 'trustedProxies'>;
  readonly server: Server;
  /** Undefined where this process serves no pages. */
  readonly pages: Listener | undefined;
}

/** On whatever is answered here, redirects and refusals included; whoever answers may say more. */
const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' };
const MISSED_BEATS = 4;

/** Who answers what on the one port; architecture.md, "One port". */
export async function dispatcher(hosting: Hosting): Promise<Listener> {
  const { app, config, pages } = hosting;
  const metrics = createMetrics();
  const api = config.parts.has('api') ? await openApi(hosting, metrics) : undefined;
  const signIn = signInRoutes({ ...app, addressOf: ({ headers }) => String(headers[ADDRESS_HEADER] ?? '') });
  const compress = compression({ threshold: 1024 });

  const route = (req: IncomingMessage, res: ServerResponse): void => {
    const path = pathOf(req);
    if (api !== undefined && isApiPath(path)) api(req, res);
    else if (pages === undefined) res.writeHead(404).end();
    else {
      watch({ app, metrics, path }, req, res);
      if (!signIn(req, res, path)) pages(req, res);
    }
  };
  return (req, res) => {
    prepare(app, req);
    req.headers[ADDRESS_HEADER] = clientAddress(req, config.trustedProxies);
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    // Express's types for what needs of Express nothing but a request and a response.
    compress(req as never, res as never, () => route(req, res));
  };
}

async function openApi({ app, config, server }: Hosting, metrics: Metrics): Promise<Listener> {
  let listener: Listener | undefined;
  const api = buildApi(app, {
    mayAttach,
    attach,
    mayReadFile,
    metrics,
    workerAlive: async () => isWorkerAlive(app),
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
    serverFactory: (handler) => {
      listener = handler;
      return server;
    },
  });
  await api.ready();
  if (listener === undefined) throw new Error('Fastify made no listener.');
  return listener;
}

async function isWorkerAlive({ db, clock }: App): Promise<boolean> {
  const beat = await lastBeat(db, 'worker');
  return beat !== undefined && clock.now().getTime() - beat.getTime() < MISSED_BEATS * HEARTBEAT_MS;
}

/** What the pages believe of a request is what the host says, whatever the client sent. */
function prepare(app: App, req: IncomingMessage): void {
  const { protocol, host } = new URL(originOf(req, app));
  req.headers['x-request-id'] = requestId(req);
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  req.headers.host = host;
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

/** First parts of addresses, so that neither a log line nor a measurement carries a case number. */
const AREAS = new Set(
  'services drafts cases track open desk sign-in sign-out idp my messages bulletins settings _app'.split(' '),
);

interface Watched {
  readonly app: App;
  readonly metrics: Metrics;
  readonly path: string;
}

function watch({ app, metrics, path }: Watched, req: IncomingMessage, res: ServerResponse): void {
  const start = performance.now();
  const area = path.split('/')[1] ?? '';
  const route = area === '' ? '/' : AREAS.has(area) ? `/${area}` : 'other';
  res.once('finish', () => {
    const seconds = (performance.now() - start) / 1000;
    const answered = { method: req.method ?? 'GET', route, status: res.statusCode, seconds };
    metrics.observe(answered);
    if (route !== '/_app') app.log.info({ requestId: req.headers['x-request-id'], ...answered }, 'Answered');
  });
}
