import { setting, type World } from '#kernel';
import { deleteForgotten } from './draft-store.ts';

const DAY_MS = 86_400_000;

/** Deletes drafts that nobody has touched for the kept time. */
export async function sweepDrafts(world: World): Promise<bigint> {
  const days = await setting(world.db, 'draft.keepDays');
  return deleteForgotten(world.db, new Date(world.clock.now().getTime() - days * DAY_MS));
}
