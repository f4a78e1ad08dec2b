import { sql } from 'kysely';
import { z } from 'zod';
import { IdempotencyKey, once, parseInput, Refusal, type World } from '#kernel';
import type { Officer } from '#identity';
import { append, indexAt } from '#ledger';
import { lockRuled, type RuledPool } from './bureau.ts';

export const serviceReasons = ['hours', 'holiday', 'fault', 'emergency'] as const;

export const ServiceInput = z.strictObject({
  key: IdempotencyKey,
  q: z.string().max(40),
  service: z.enum(['open', 'pause']),
  reason: z.enum(serviceReasons),
});

type Service = z.output<typeof ServiceInput>;

/**
 * Pauses a queue, or opens it again: nobody is taken out of a paused one (rule M13), and filing goes on.
 * @throws Refusal queue.paused-already, queue.open-already; kernel.not-found for whoever has no say in it
 */
export async function setService(world: World, officer: Officer, raw: z.input<typeof ServiceInput>): Promise<void> {
  const input = parseInput(ServiceInput, raw);
  const intent = { actor: officer.officer, useCase: 'queue.set-service', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const pool = await lockRuled(tx, officer, input.q);
    requireChange(pool, input);
    // Read before the lock it could be older than its neighbours in the log (rule M11).
    const now = world.clock.now();
    await remember(null);
    const { service, reason } = input;
    await append(tx, now, {
      leaves: [{ k: service, q: pool.code, reason }],
      followers: [
        sql`insert into queue.service (index, pool_id, kind, reason, officer_id, at)
          values (${indexAt(0)}, ${pool.id}, ${service}, ${reason}, ${officer.officer}, ${now})`,
        sql`update queue.pool set paused_index = ${service === 'pause' ? indexAt(0) : sql`null`} where id = ${pool.id}`,
      ],
    });
    return null;
  });
}

function requireChange({ pausedIndex }: RuledPool, { service }: Service): void {
  const paused = pausedIndex !== null;
  if (service === 'pause' && paused) throw new Refusal('queue.paused-already');
  if (service === 'open' && !paused) throw new Refusal('queue.open-already');
}
