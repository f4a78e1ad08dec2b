import { inTransaction, type World } from '#kernel';
import { addMissing } from './definition-store.ts';
import { sampleBundles } from './sample.ts';

/** The bundles of the sample city, where there are none of their names. */
export async function seedBundles(world: World): Promise<void> {
  await inTransaction(world.db, async (tx) => addMissing(tx, sampleBundles(), world.clock.now()));
}
