import { join } from 'node:path';
import { accept, takeNext } from '#cases';
import { systemClock } from '#kernel';
import { directoryStore } from '#materials';
import { aKey, officer, resident, sampleUnits } from '../../modules/cases/testing.ts';
import { file } from './applications.ts';
import type { City } from './city.ts';

const RESIDENTS = ['zhang-wei', 'mu-yulong', 'he-xiuying', 'yang-amei'];

/**
 * Work as it comes, each act at its own time: a scene that plays two days in a moment has a ledger whose times are wrong,
 * and the ledger's page says so.
 */
export async function playQuietMorning(city: City): Promise<void> {
  const files = directoryStore(join(city.directory, 'data/uploads'));
  const stage = { ...city.world, files, clock: systemClock };
  for (const name of RESIDENTS) await file(stage, await resident(stage, name), 'LJ-GA-002');
  const clerk = await officer(stage, sampleUnits.gaj, 'clerk');
  for (const _ of RESIDENTS.slice(1)) {
    const taken = await takeNext(stage, clerk, { key: aKey() });
    await accept(stage, clerk, { key: aKey(), case: taken.case });
  }
}
