import { openDatabase, systemClock, type World } from '#kernel';
import { join } from 'node:path';
import { installationCrypto } from '../../apps/cli/master-key.ts';
import { applicants, staff, type Applicant, type Worker } from './people.ts';
import { Play } from './play.ts';
import { liveAsResident } from './resident.ts';
import { workAsOfficer } from './officer.ts';
import type { Server } from './server.ts';

export interface City {
  readonly world: World;
  readonly play: Play;
  readonly residents: readonly Applicant[];
  readonly officers: readonly Worker[];
  close(): Promise<void>;
}

interface Size {
  readonly residents: number;
  /** Per office; an examiner and an approver come with them. */
  readonly clerks: number;
  /** Where the server's database is, if not where it would be. */
  readonly url?: string;
}

/** People ready to act on a running server: the same database, the same master key. */
export async function openCity(server: Server, { residents, clerks, url = server.databaseUrl }: Size): Promise<City> {
  const database = openDatabase(url, { onError: () => undefined });
  const world = { db: database.db, clock: systemClock, crypto: installationCrypto(join(server.directory, 'keys')) };
  const cast = await applicants(world, residents);
  const officers = await staff(world, clerks);
  return { world, play: new Play(server, world, cast), residents: cast, officers, close: database.close };
}

/** Everybody acts at once, until every case is over. */
export async function live({ play, residents, officers }: City): Promise<void> {
  await Promise.all([
    ...residents.map(async (resident, at) => liveAsResident(play, resident, at)),
    ...officers.map(async (officer) => workAsOfficer(play, officer)),
  ]);
}
