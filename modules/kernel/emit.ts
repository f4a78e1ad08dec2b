import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

/**
 * Adds a job for the worker inside the caller's transaction: it runs if and only if the transaction commits.
 * Payloads hold ids, never personal data.
 */
export async function emit(tx: Tx | Db, task: string, payload: object): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, payload => ${JSON.stringify(payload)}::json)`.execute(tx);
}
