import type { World } from './context.ts';
import type { Db } from './database.ts';

/** Parts of the platform that answer no requests and could fall silent unnoticed. */
export type Part = 'worker';

/** Says that a part is alive; to be repeated every `HEARTBEAT_MS`. */
export async function beat({ db, clock }: Pick<World, 'db' | 'clock'>, part: Part): Promise<void> {
  const at = clock.now();
  await db
    .insertInto('kernel.heartbeat')
    .values({ part, at })
    .onConflict((row) => row.column('part').doUpdateSet({ at }))
    .execute();
}

/** How often a part is expected to beat. Several beats may be missed before it counts as silent. */
export const HEARTBEAT_MS = 15_000;

/** When a part was last alive; undefined if it never was. */
export async function lastBeat(db: Db, part: Part): Promise<Date | undefined> {
  const row = await db.selectFrom('kernel.heartbeat').select('at').where('part', '=', part).executeTakeFirst();
  return row?.at;
}
