import { sql } from 'kysely';
import type { Db } from '#kernel';

/** Of how many of these events the applicant was told. */
export async function toldOf(db: Db, events: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from notifications.message where event_id = any(${[...events]}::uuid[])`.execute(db);
  return rows[0]?.count ?? 0;
}
