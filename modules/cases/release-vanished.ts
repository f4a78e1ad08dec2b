import { inTransaction, setting, type World } from '#kernel';
import { officerById } from '#identity';
import * as queue from '#queue';
import { perform } from './act.ts';
import { caseById, lockCase } from './case-store.ts';

const MINUTE_MS = 60_000;

/** A port: where recurring work says what it could not do. */
export interface Reports {
  readonly log: { error(facts: object, message: string): void };
}

/**
 * Gives tasks back to their places whose officer has vanished or may not do such work any more. Several workers may run
 * it at once: each task is checked again under the lock of its case. One that cannot be given back stops no other.
 * @returns how many were released.
 */
export async function releaseVanished(world: World & Reports): Promise<number> {
  const lease = await setting(world.db, 'desk.leaseMinutes');
  const before = new Date(world.clock.now().getTime() - lease * MINUTE_MS);
  let released = 0;
  for (const { caseId, n } of await queue.forsaken(world.db, { before }))
    try {
      if (await releaseOne(world, { caseId, n }, before)) released += 1;
    } catch (error) {
      world.log.error({ err: error, caseId, n }, 'A task could not be given back to its place');
    }
  return released;
}

interface Task {
  readonly caseId: string;
  readonly n: number;
}

async function releaseOne(world: World, { caseId, n }: Task, before: Date): Promise<boolean> {
  const found = await caseById(world.db, caseId);
  if (found === undefined) return false;
  return inTransaction(world.db, async (tx) => {
    const record = await lockCase(tx, found.shortNo);
    const still = (await queue.forsaken(tx, { before, caseId })).find((each) => each.n === n);
    if (record === undefined || still === undefined) return false;
    const { officer, reason, stage } = still;
    const { unit } = await officerById(tx, officer);
    await perform(tx, world, {
      record,
      command: 'release',
      task: { n, stage },
      officer: { id: officer, unit },
      details: { reason },
      remember: () => Promise.resolve(),
    });
    return true;
  });
}
