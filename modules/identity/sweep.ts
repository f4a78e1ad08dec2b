import { sql } from 'kysely';
import type { World } from '#kernel';
import { sweepKeptInput } from './kept-input.ts';

const HOUR = 3_600_000;
/** Sessions that are over stay for a month, for whoever must explain what happened. */
const SESSION_KEEP = 30 * 24 * HOUR;

/** Removes what signing in leaves behind: expired payloads of the provider, old attempts, sessions long over, kept input. */
export async function sweepSignIns(world: World): Promise<void> {
  const { db, clock } = world;
  const now = clock.now().getTime();
  await db
    .deleteFrom('identity.provider_payload')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  await db
    .deleteFrom('identity.sign_in_attempt')
    .where('at', '<', new Date(now - HOUR))
    .execute();
  await db
    .deleteFrom('identity.session')
    .where('expires_at', '<', new Date(now - SESSION_KEEP))
    .execute();
  await sweepKeptInput(world);
}
