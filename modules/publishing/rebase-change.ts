import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, Refusal, type World } from '#kernel';
import { itemById } from '#catalogue';
import type { Officer } from '#identity';
import { lockChange, setBase } from './change-store.ts';

export const RebaseInput = z.strictObject({
  key: IdempotencyKey,
  change: z.string(),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
});

/**
 * Takes a change over to the version that has become current since it was begun: what was written stays, and the difference
 * and the checks are those against the new version.
 * @throws Refusal publishing.not-a-draft, publishing.saved-meanwhile
 */
export async function rebaseChange(world: World, officer: Officer, raw: z.input<typeof RebaseInput>): Promise<void> {
  const input = parseInput(RebaseInput, raw);
  const intent = { actor: officer.officer, useCase: 'publishing.rebase', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.state !== 'draft') throw new Refusal('publishing.not-a-draft');
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    const item = await itemById(tx, change.item);
    if (item === undefined) throw notFound();
    await setBase(tx, change, { base: item.version, at: world.clock.now(), by: officer.officer });
    await remember(null);
    return null;
  });
}
