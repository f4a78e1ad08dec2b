import { notFound, type Db, type World } from '#kernel';
import type { Officer } from '#identity';
import {
  assessmentNames,
  assessmentOf,
  insertAssessment,
  type AssessmentName,
  type MadeAssessment,
} from './assessment-store.ts';
import { collectEvidence, type Searches } from './collect-evidence.ts';
import { judge } from './judge.ts';

/** Judges the platform by its own data (能力自评), and keeps the result under its date. */
export async function assess(world: World & Searches, officer?: Pick<Officer, 'officer'>): Promise<void> {
  const evidence = await collectEvidence(world);
  const by = officer === undefined ? {} : { by: officer.officer };
  await insertAssessment(world.db, { at: evidence.at, assessment: judge(evidence), ...by });
}

export interface Assessments {
  /** The newest first. */
  readonly all: readonly AssessmentName[];
  /** Absent before the first. */
  readonly shown?: MadeAssessment;
}

const MOST = 60;

/**
 * @param number of the assessment; the newest unless told otherwise
 * @throws Refusal kernel.not-found
 */
export async function assessments(db: Db, number: string | null): Promise<Assessments> {
  const all = await assessmentNames(db, MOST);
  const wanted = number === null ? all[0]?.number : all.find((each) => String(each.number) === number)?.number;
  const shown = wanted === undefined ? undefined : await assessmentOf(db, wanted);
  if (shown === undefined && number !== null) throw notFound();
  return { all, ...(shown === undefined ? {} : { shown }) };
}
