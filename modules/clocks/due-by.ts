import type { Db, Tx } from '#kernel';
import type { ClockKind } from './kinds.ts';

/** A running clock whose limit has passed, or passes soon. */
export interface DueClock {
  readonly subject: string;
  readonly kind: ClockKind;
  readonly n?: number;
  readonly dueAt: Date;
}

/** Of some subjects the running clocks that are over by a moment. Asked of lists of some thousands at most. */
export async function dueBy(db: Db | Tx, subjects: readonly string[], until: Date): Promise<readonly DueClock[]> {
  if (subjects.length === 0) return [];
  const rows = await db
    .selectFrom('clocks.clock')
    .select(['subject', 'kind', 'n', 'due_at'])
    .where('subject', 'in', [...new Set(subjects)])
    .where('stopped_at', 'is', null)
    .where('due_at', '<=', until)
    .execute();
  return rows.map(({ subject, kind, n, due_at: dueAt }) => ({
    subject,
    kind: kind as ClockKind,
    dueAt,
    ...(n === null ? {} : { n }),
  }));
}
