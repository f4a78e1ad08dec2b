import { inTransaction, setting, type World } from '#kernel';
import { officerProfile, type OfficerId } from '#identity';
import * as queue from '#queue';
import { perform } from './act.ts';
import { caseById, lockCase } from './case-store.ts';

const MINUTE_MS = 60_000;

/**
 * Gives tasks whose officer has vanished back to their places. Several workers may run it at once: each task is
 * checked again under the lock of its case.
 * @returns how many were released.
 */
export async function releaseVanished(world: World): Promise<number> {
  const lease = await setting(world.db, 'desk.leaseMinutes');
  const before = new Date(world.clock.now().getTime() - lease * MINUTE_MS);
  const released = [];
  for (const { caseId, officer } of await queue.untouchedSince(world.db, before))
    released.push(await releaseOne(world, { caseId, officer, before }));
  return released.filter(Boolean).length;
}

async function releaseOne(
  world: World,
  { caseId, officer, before }: { caseId: string; officer: OfficerId; before: Date },
): Promise<boolean> {
  const found = await caseById(world.db, caseId);
  if (found === undefined) return false;
  const { unit } = await officerProfile(world, officer);
  return inTransaction(world.db, async (tx) => {
    const record = await lockCase(tx, found.shortNo);
    const ticket = await queue.inHandOf(tx, officer);
    if (record === undefined || ticket?.caseId !== caseId || ticket.touchedAt >= before) return false;
    await perform(tx, world, {
      record,
      command: 'release',
      officer: { id: officer, unit },
      details: { reason: 'timeout' },
      remember: () => Promise.resolve(),
    });
    return true;
  });
}
