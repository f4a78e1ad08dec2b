import { sql } from 'kysely';
import type { Db } from '#kernel';
import type { Stage } from './order.ts';

/** When a task came into its queue and left it, whoever did it. */
export interface TaskSpan {
  readonly caseId: string;
  readonly n: number;
  readonly stage: Stage;
  readonly enteredAt: Date;
  readonly doneAt?: Date;
}

/** The tasks of some cases, by number: for figures, so nothing in it names anybody. */
export async function spansOf(db: Db, cases: readonly string[]): Promise<readonly TaskSpan[]> {
  if (cases.length === 0) return [];
  const { rows } = await sql<SpanRow>`
    select t.case_id, t.n, p.stage, t.entered_at, t.done_at
    from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.case_id = any(${[...cases]}::uuid[]) order by t.n`.execute(db);
  return rows.map((row) => ({
    caseId: row.case_id,
    n: row.n,
    stage: row.stage,
    enteredAt: row.entered_at,
    ...(row.done_at === null ? {} : { doneAt: row.done_at }),
  }));
}

interface SpanRow {
  readonly case_id: string;
  readonly n: number;
  readonly stage: Stage;
  readonly entered_at: Date;
  readonly done_at: Date | null;
}
