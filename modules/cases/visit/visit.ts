import { z } from 'zod';
import type { OfficerId } from '#identity';

export const pointAnswers = ['yes', 'no', 'remark'] as const;

const Place = z.string().trim().min(2).max(200);
const Time = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/);

/** The day of a visit as it was set, which the applicant is told. */
export const VisitPlan = z.strictObject({ time: Time, place: Place });

/** A point of the checklist: as it should be, not so, or something to say about it. What is not so is explained. */
export const CheckedPoint = z
  .strictObject({ answer: z.enum(pointAnswers), remark: z.string().trim().max(500) })
  .refine(({ answer, remark }) => answer === 'yes' || remark.length >= 2, { path: ['remark'] });

/** What was found at a visit: the one record of all who were there. */
export const VisitRecord = z.strictObject({
  time: Time,
  place: Place,
  /** Who was there besides the inspectors, e.g. the applicant. */
  present: z.string().trim().max(500),
  findings: z.string().trim().min(2).max(4000),
  points: z.array(CheckedPoint).max(30).readonly(),
});

export type VisitPlan = z.output<typeof VisitPlan>;
export type VisitRecord = Readonly<z.output<typeof VisitRecord>>;

/** A record as it is kept: the points with their words, for the route may have others one day. */
export const KeptRecord = VisitRecord.extend({
  points: z.array(z.strictObject({ point: z.string(), answer: z.enum(pointAnswers), remark: z.string() })).readonly(),
});

export type KeptRecord = Readonly<z.output<typeof KeptRecord>>;

/** Binds what is sealed to its case, task and version. */
export function visitPlace(caseId: string, n: number, version: number): string {
  return `cases.visit:${caseId}:${n}:${version}`;
}

/** Somebody who was on a visit in office, and whether they have signed the version that names them. */
export interface Signer {
  readonly officer: OfficerId;
  readonly signedAt?: Date;
}

/** Why a visit does not let its task end. */
export type VisitObstacle = 'cases.visit-unrecorded' | 'cases.visit-unsigned';

interface Standing {
  /** Of the latest version; a day that was set is no record. */
  readonly kind: 'plan' | 'record';
  readonly signers: readonly Signer[];
}

/**
 * Whether a visit is done: it has a record, so many people as the route wants have been there, and each of them has
 * signed that very version (行政许可法 34).
 */
export function visitObstacle(needed: number, latest: Standing | undefined): VisitObstacle | undefined {
  if (latest?.kind !== 'record') return 'cases.visit-unrecorded';
  const { signers } = latest;
  const signed = signers.filter(({ signedAt }) => signedAt !== undefined).length;
  return signed < needed || signed < signers.length ? 'cases.visit-unsigned' : undefined;
}
