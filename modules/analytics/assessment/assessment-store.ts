import { sql } from 'kysely';
import type { OfficerId } from '#identity';
import type { Db } from '#kernel';
import type { Assessment } from './judge.ts';

/** An assessment as it was made. */
export interface MadeAssessment {
  readonly number: number;
  readonly at: Date;
  readonly assessment: Assessment;
}

/** @returns the number it has got */
export async function insertAssessment(
  db: Db,
  { at, assessment, by }: Omit<MadeAssessment, 'number'> & { readonly by?: OfficerId },
): Promise<void> {
  await sql`insert into analytics.assessment (number, at, by_officer, document)
    select coalesce(max(number), 0) + 1, ${at}, ${by ?? null}, ${JSON.stringify(assessment)}::jsonb
    from analytics.assessment
    on conflict do nothing`.execute(db);
}

export interface AssessmentName {
  readonly number: number;
  readonly at: Date;
}

/** The assessments made last, the newest first. */
export async function assessmentNames(db: Db, most: number): Promise<readonly AssessmentName[]> {
  return db.selectFrom('analytics.assessment').select(['number', 'at']).orderBy('number', 'desc').limit(most).execute();
}

export async function assessmentOf(db: Db, number: number): Promise<MadeAssessment | undefined> {
  const row = await db
    .selectFrom('analytics.assessment')
    .select(['number', 'at', 'document'])
    .where('number', '=', number)
    .executeTakeFirst();
  // Written by `insertAssessment` alone, and never changed since.
  return row && { number: row.number, at: row.at, assessment: row.document as unknown as Assessment };
}
