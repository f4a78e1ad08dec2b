import { seedSampleCity } from '../../db/seeds/seed.ts';
import { withInstallation } from './offline.ts';

/** `tongban seed`: the sample city, also where demo mode is off. */
export async function seed(): Promise<number> {
  return withInstallation({ demo: false }, async ({ app }) => {
    const loaded = await seedSampleCity(app);
    process.stdout.write(
      loaded ? 'The sample city is loaded.\n' : 'There is a catalogue already; its people are complete.\n',
    );
    return 0;
  });
}
