import { Gauge, type Registry } from 'prom-client';
import type { Db } from '#kernel';
import { poolMeters } from '#queue';

/**
 * How many tasks wait in each queue, and whether anybody works there: where nobody does, a case waits in vain until the
 * bureau appoints somebody (alert on `queue_waiting{staffed="false"} > 0`). Asked when the figures are read.
 */
export function countQueues(registry: Registry, db: Db): void {
  if (registry.getSingleMetric('queue_waiting') !== undefined) return;
  const gauge = new Gauge({
    name: 'queue_waiting',
    help: 'Tasks that wait to be taken, by queue; staffed is false where nobody is assigned with the role for it.',
    labelNames: ['queue', 'staffed'],
    registers: [registry],
    collect: async () => {
      gauge.reset();
      // Without the database the figures of the process are wanted all the more.
      const pools = await poolMeters(db, { since: new Date() }).catch(() => []);
      for (const { code, staffed, waiting } of pools) gauge.set({ queue: code, staffed: String(staffed) }, waiting);
    },
  });
}
