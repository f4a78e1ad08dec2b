import { upsertUnit } from '#identity';
import { inTransaction, type World } from '#kernel';
import { publish } from '../publish.ts';
import { lockCatalogue } from '../store.ts';
import { seedSynonyms } from '../synonyms.ts';
import { sampleElements } from './to-elements.ts';
import { readSampleFile } from './sample-file.ts';

export interface SampleCount {
  readonly departments: number;
  readonly items: number;
  /** Items that are new or say something else than before. */
  readonly changed: number;
}

/**
 * Loads the sample city, every item and department marked as a sample, and the release's synonyms.
 * Running it again changes nothing.
 */
export async function seedSample(world: Pick<World, 'db' | 'clock'>): Promise<SampleCount> {
  const { meta, departments, items } = readSampleFile();
  const city = meta.region.code;
  const agencies = new Map(departments.map((one) => [one.uscc, { ...one, region: city, sample: true }]));
  const publications = items.map((item) => {
    const { name, uscc } = item.department;
    return {
      id: item.id,
      source: 'sample' as const,
      agency: agencies.get(uscc) ?? { uscc, name, shortName: name, region: city, sample: true },
      region: meta.region.children.find(([, county]) => county === item.handleScope.range)?.[0] ?? city,
      sample: true,
      elements: sampleElements(item),
    };
  });
  return inTransaction(world.db, async (tx) => {
    await lockCatalogue(tx);
    for (const agency of agencies.values()) await upsertUnit(tx, agency);
    const changed = await publish(tx, publications, world.clock.now());
    await seedSynonyms(tx);
    return { departments: departments.length, items: items.length, changed: changed.size };
  });
}
