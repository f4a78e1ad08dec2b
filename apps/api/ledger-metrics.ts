import { Gauge, type Registry } from 'prom-client';
import type { Db } from '#kernel';
import { logSize, publication } from '#ledger';

/** How far the ledger is written, signed and witnessed, and whether something stands in the way of publishing it. */
export function measureLedger(registry: Registry, db: Db): void {
  if (registry.getSingleMetric('ledger_leaves') !== undefined) return;
  const measure = (name: string, help: string, read: () => Promise<bigint | number>) => {
    const gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: async () => {
        // Without the database the figures of the process are wanted all the more.
        const value = await read().catch(() => undefined);
        if (value !== undefined) gauge.set(Number(value));
      },
    });
  };
  measure('ledger_leaves', 'Leaves in the ledger.', async () => logSize(db));
  measure('ledger_published', 'Leaves under the last signed checkpoint.', async () => (await publication(db)).size);
  measure(
    'ledger_witnessed',
    'Leaves under the last checkpoint that a quorum has cosigned.',
    async () => (await publication(db)).witnessedSize ?? 0n,
  );
  measure(
    'ledger_compared_age_seconds',
    'Age of the last comparison of every row with the published files, from its beginning; infinite before the first.',
    async () => {
      const { comparedSince } = await publication(db);
      return comparedSince === undefined ? Number.POSITIVE_INFINITY : (Date.now() - comparedSince.getTime()) / 1000;
    },
  );
  measure('ledger_problem', '1 while the ledger cannot be published.', async () =>
    (await publication(db)).problem === undefined ? 0n : 1n,
  );
}
