import { sql } from 'kysely';
import type { Db } from '#kernel';

/** Counts of the whole city: of no person, unit or service. */
export interface ObjectionFigures {
  readonly filed: number;
  readonly upheld: number;
  readonly notUpheld: number;
}

/** How many order objections there have been, and how they were answered. */
export async function objectionFigures(db: Db): Promise<ObjectionFigures> {
  const { rows } = await sql<ObjectionFigures>`select
    (select count(*)::int from cases.objection) as filed,
    (select count(*)::int from cases.objection_answer where outcome = 'upheld') as upheld,
    (select count(*)::int from cases.objection_answer where outcome = 'notUpheld') as "notUpheld"`.execute(db);
  return rows[0] ?? { filed: 0, upheld: 0, notUpheld: 0 };
}
