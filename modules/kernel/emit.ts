import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

export interface JobOptions {
  /** Not before this instant. */
  readonly runAt?: Date;
  /** A later job of the same key replaces the one that still waits. */
  readonly jobKey?: string;
}

/**
 * Adds a job for the worker inside the caller's transaction: it runs if and only if the transaction commits.
 * Payloads hold ids, never personal data.
 */
export async function emit(tx: Tx | Db, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, payload => ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.jobKey ?? null}::text)`.execute(tx);
}
