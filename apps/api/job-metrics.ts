import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Db } from '#kernel';

interface Backlog {
  readonly task: string;
  readonly state: string;
  readonly count: number;
}

/**
 * How many jobs wait, by name: `waiting` may run now, `later` is planned or will be tried again, `running` is at work,
 * `failed` was given up. Asked when the figures are read; payloads stay where they are.
 */
export function countJobs(registry: Registry, db: Db): void {
  if (registry.getSingleMetric('jobs') !== undefined) return;
  const gauge = new Gauge({
    name: 'jobs',
    help: 'Jobs of the background worker, by name and state.',
    labelNames: ['task', 'state'],
    registers: [registry],
    collect: async () => {
      gauge.reset();
      // Without the database the figures of the process are wanted all the more.
      const found = await backlog(db).catch(() => []);
      for (const { task, state, count } of found) gauge.set({ task, state }, count);
    },
  });
}

async function backlog(db: Db): Promise<readonly Backlog[]> {
  const { rows } = await sql<Backlog>`
    select task_identifier as task, count(*)::int as count,
      case
        when locked_at is not null then 'running'
        when attempts >= max_attempts then 'failed'
        when run_at > now() then 'later'
        else 'waiting'
      end as state
    from graphile_worker.jobs group by 1, 3`.execute(db);
  return rows;
}
