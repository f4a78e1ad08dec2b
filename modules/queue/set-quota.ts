import { z } from 'zod';
import { IdempotencyKey, once, parseInput, Refusal, type World } from '#kernel';
import type { Officer } from '#identity';
import { append } from '#ledger';
import { lockRuled } from './bureau.ts';
import { inForceFrom } from './notice.ts';
import { declaring, queueRuleLeaf } from './queue-rule.ts';

const MOST = 100;

export const QuotaInput = z.strictObject({
  key: IdempotencyKey,
  q: z.string().max(40),
  /** At most one in so many takes comes from lanes 0 and 1 while lane 2 waits; null: no limit. */
  quota: z.number().int().min(2).max(MOST).nullable(),
});

/**
 * Declares how much of a queue's work may come from the lanes of priority, a day before it holds.
 * @throws Refusal queue.rule-unchanged; kernel.not-found for whoever has no say in it
 */
export async function setQuota(world: World, officer: Officer, raw: z.input<typeof QuotaInput>): Promise<void> {
  const input = parseInput(QuotaInput, raw);
  const intent = { actor: officer.officer, useCase: 'queue.set-quota', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const { id, pausedIndex: _, ...terms } = await lockRuled(tx, officer, input.q);
    const quota = input.quota ?? undefined;
    if (terms.quota === quota) throw new Refusal('queue.rule-unchanged');
    const now = world.clock.now();
    const from = await inForceFrom(tx, now);
    const declaration = { ...terms, quota };
    await remember(null);
    await append(tx, now, {
      leaves: [queueRuleLeaf(declaration, from)],
      followers: [declaring({ pool: id, declaration, now, from })],
    });
    return null;
  });
}
