import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { migrations } from '../../db/migrate.ts';
import type { ApiApp, ApiPorts } from './app.ts';

const PATIENCE_MS = 2_000;

/** GET /healthz: the process answers. GET /readyz: it can do its work; 503 otherwise, with what is missing. */
export function healthRoutes(api: FastifyInstance, app: ApiApp, { workerAlive }: ApiPorts): void {
  const expected = migrations().map(({ name }) => name);

  api.get('/healthz', async () => Promise.resolve({ status: 'ok' }));

  api.get('/readyz', async (_request, reply) => {
    const [database, schema, worker] = await Promise.all([
      holds(async () => answers(app)),
      holds(async () => isMigrated(app, expected)),
      holds(workerAlive),
    ]);
    const ready = database && schema && worker;
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not-ready',
      checks: { database: word(database), migrations: word(schema), worker: word(worker) },
    });
  });
}

async function answers({ db }: ApiApp): Promise<boolean> {
  await sql`select 1`.execute(db);
  return true;
}

async function isMigrated({ db }: ApiApp, expected: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from public.migration`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  return expected.every((name) => applied.has(name));
}

/** Whatever fails or takes too long does not hold. */
async function holds(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function word(held: boolean): string {
  return held ? 'ok' : 'failed';
}
