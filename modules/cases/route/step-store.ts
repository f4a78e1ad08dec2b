import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { Happening } from '#routing';
import type { KeptState } from './kept-state.ts';

/** One move of a case in its route, as it is recorded. */
export interface KeptStep {
  /** The moment of the facts. */
  readonly at: Date;
  /** Absent: the route began. */
  readonly happened?: Happening;
  /** Where the case was afterwards. */
  readonly state: KeptState;
}

/** Keeps a move for ever, under the lock of its case. What went on before there were records has none after either. */
export async function recordStep(tx: Tx, caseId: string, { at, happened, state }: KeptStep): Promise<void> {
  const said = happened === undefined ? null : JSON.stringify(happened);
  await sql`insert into cases.route_step (case_id, step, at, happened, state)
    select ${caseId}::uuid, coalesce(max(step) + 1, 0), ${at}::timestamptz, ${said}::jsonb, ${JSON.stringify(state)}::jsonb
    from cases.route_step where case_id = ${caseId}
    having ${said === null} = (max(step) is null)`.execute(tx);
}

/** The recorded moves of a case, in their order. */
export async function stepsOfRoute(db: Db, caseId: string): Promise<readonly KeptStep[]> {
  const rows = await db
    .selectFrom('cases.route_step')
    .select(['at', 'happened', 'state'])
    .where('case_id', '=', caseId)
    .orderBy('step')
    .execute();
  return rows.map(({ at, happened, state }) => ({
    at,
    state: state as unknown as KeptState,
    ...(happened === null ? {} : { happened: happened as unknown as Happening }),
  }));
}
