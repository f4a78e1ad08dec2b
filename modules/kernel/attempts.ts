import { sql } from 'kysely';
import type { World } from './context.ts';
import { Refusal } from './refusal.ts';
import { setting, type SettingName } from './settings.ts';

export interface Attempt {
  /** What is being tried, e.g. `cases.track.number`. */
  readonly purpose: string;
  /** Who or what is limited: an address, a number. Kept as a keyed digest only. */
  readonly subject: string;
  /** The setting that holds the limit per clock hour. */
  readonly limit: SettingName;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Counts one attempt of this hour, for all processes together.
 * @throws Refusal kernel.too-many-attempts (429) with the minutes until the next hour.
 */
export async function countAttempt({ db, clock, crypto }: World, attempt: Attempt): Promise<void> {
  const now = clock.now().getTime();
  const hour = now - (now % HOUR_MS);
  const subject = Buffer.from(crypto.blindIndex(attempt.purpose, attempt.subject));
  const { rows } = await sql<{ count: number }>`
    insert into kernel.attempt (purpose, subject, hour, count) values (${attempt.purpose}, ${subject}, ${new Date(hour)}, 1)
    on conflict (purpose, subject, hour) do update set count = kernel.attempt.count + 1
    returning count`.execute(db);
  if ((rows[0]?.count ?? 0) <= (await setting(db, attempt.limit))) return;
  const minutes = Math.ceil((hour + HOUR_MS - now) / MINUTE_MS);
  throw new Refusal('kernel.too-many-attempts', { status: 429, values: { minutes } });
}

/** Takes back one attempt of this hour: it was no guess. */
export async function forgiveAttempt({ db, clock, crypto }: World, { purpose, subject }: Attempt): Promise<void> {
  const now = clock.now().getTime();
  const digest = Buffer.from(crypto.blindIndex(purpose, subject));
  await sql`
    with last as (delete from kernel.attempt
      where purpose = ${purpose} and subject = ${digest} and hour = ${new Date(now - (now % HOUR_MS))} and count = 1)
    update kernel.attempt set count = count - 1
    where purpose = ${purpose} and subject = ${digest} and hour = ${new Date(now - (now % HOUR_MS))} and count > 1`.execute(
    db,
  );
}

/** Forgets attempts of earlier hours and idempotency keys that are older than their 30 days. */
export async function forgetOld({ db, clock }: Pick<World, 'db' | 'clock'>): Promise<void> {
  const now = clock.now().getTime();
  await db
    .deleteFrom('kernel.attempt')
    .where('hour', '<', new Date(now - HOUR_MS))
    .execute();
  await db
    .deleteFrom('kernel.idempotency')
    .where('created_at', '<', new Date(now - 30 * 24 * HOUR_MS))
    .execute();
}
