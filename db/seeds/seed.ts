import { seedBundles } from '#bundles';
import { seedSample } from '#catalogue';
import { seedDemo } from '#identity';
import { seedRegions, type World } from '#kernel';
import { seedRoutes } from '#publishing';
import { seedGrounds, seedPools } from '#queue';

/**
 * Brings in the sample city. Its people, units, pools and grounds of priority are completed whenever they lack something; its catalogue is
 * loaded only where there is none, so that no start undoes what a city has changed. The catalogue comes last, in one
 * transaction: a start that was killed before is made up for by the next.
 * @returns whether the catalogue was empty before.
 */
export async function seedSampleCity(world: World): Promise<boolean> {
  await seedRegions(world.db);
  await seedDemo(world);
  await seedPools(world);
  await seedGrounds(world);
  await seedBundles(world);
  const item = await world.db.selectFrom('catalogue.item').select('id').limit(1).executeTakeFirst();
  if (item !== undefined) return false;
  await seedSample(world);
  await seedRoutes(world);
  return true;
}
