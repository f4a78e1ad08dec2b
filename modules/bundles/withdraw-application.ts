import { z } from 'zod';
import { IdempotencyKey, inTransaction, notFound, parseInput, Refusal, type World } from '#kernel';
import { standingOf, withdraw } from '#cases';
import type { Resident } from '#identity';
import { findByNo, lockApplication } from './application-store.ts';
import { partsOf, updateParts } from './part-store.ts';
import { progress } from './progress.ts';
import { heldSince } from './restore/lost-store.ts';

export const WithdrawInput = z.strictObject({ key: IdempotencyKey, no: z.string().min(1).max(40) });

const KEY_ROOM = 50;

/**
 * The applicant takes a bundle back: what has not begun never does, and what is not decided is withdrawn. What is
 * granted stays granted. Pressed twice, there is nothing left to take back.
 * @throws Refusal kernel.not-found; bundles.closed, bundles.record-lost
 */
export async function withdrawApplication(
  world: World,
  viewer: Resident,
  raw: z.input<typeof WithdrawInput>,
): Promise<void> {
  const { key, no } = parseInput(WithdrawInput, raw);
  const found = await findByNo(world.db, viewer, no);
  if (found === undefined) throw notFound();
  const open = await inTransaction(world.db, async (tx) => {
    const application = await lockApplication(tx, found.id);
    if (application === undefined || application.closed !== undefined) throw new Refusal('bundles.closed');
    if ((await heldSince(tx, found.id)) !== undefined) throw new Refusal('bundles.record-lost');
    const stored = await partsOf(tx, found.id);
    // What has begun and is no case yet never becomes one, or is taken back as soon as it has (`progress.ts`).
    const waiting = stored.filter(
      ({ state, caseId }) => state === 'waiting' || (state === 'started' && caseId === undefined),
    );
    const parts = new Map(waiting.map(({ node, accepted }) => [node, { state: 'withdrawn' as const, accepted }]));
    if (parts.size > 0) await updateParts(tx, found.id, { parts, at: world.clock.now() });
    return stored.flatMap(({ state, caseId }) => (state === 'started' && caseId !== undefined ? [caseId] : []));
  });
  for (const [at, caseId] of open.entries()) {
    const standing = await standingOf(world.db, caseId);
    if (standing?.state !== 'open') continue;
    await withdraw(world, viewer, { key: `${key.slice(0, KEY_ROOM)}-${at}`, case: standing.no }).catch(ignoreDecided);
  }
  await progress(world, { application: found.id });
}

/** Decided in this very moment: then it stands. */
function ignoreDecided(error: unknown): void {
  if (error instanceof Refusal && error.code === 'cases.not-now') return;
  throw error;
}
