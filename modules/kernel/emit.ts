import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

/**
 * Adds a job for each payload inside the caller's transaction: they run if and only if the transaction commits.
 * Payloads hold ids, never personal data.
 */
export async function emit(tx: Tx | Db, task: string, ...payloads: readonly object[]): Promise<void> {
  await sql`select count(*) from graphile_worker.add_jobs(array(
    select row(${task}::text, value, null, null, null, null, null, null)::graphile_worker.job_spec
    from json_array_elements(${JSON.stringify(payloads)}::json)))`.execute(tx);
}
