import { z } from 'zod';
import type { EventKind } from '#cases';
import { about } from './about.ts';

const kinds = {
  submitted: true,
  taken: true,
  released: true,
  handedOver: true,
  supplementRequested: true,
  supplementSubmitted: true,
  accepted: true,
  deemedAccepted: true,
  notAccepted: true,
  passed: true,
  consented: true,
  dropped: true,
  timerDue: true,
  decisionOpened: true,
  leftToPeople: true,
  approved: true,
  denied: true,
  delivered: true,
  withdrawn: true,
  terminated: true,
  specialBegun: true,
  specialEnded: true,
  priorityGranted: true,
  recordLost: true,
  recordSettled: true,
} as const satisfies Readonly<Record<EventKind, true>>;

/** A special procedure at its beginning or end. */
const Special = z.strictObject({
  id: z.string(),
  /** The last day that the applicant was told. */
  plannedEnd: z.iso.date(),
  /** False where it is known that the applicant was not told (行政许可法 45). */
  noticed: z.boolean().optional(),
  /** Working days that were left of the promised time when it began, where a clock said so. */
  leftWorkdays: z.number().optional(),
  /** Whoever had to bring the result was late, and said so in writing. */
  thirdParty: z.boolean().optional(),
});

/** Something that happened to a case (cases.event), with what is fixed of the case. */
export const Act = z.strictObject({
  ...about,
  type: z.literal('act'),
  kind: z.enum(Object.keys(kinds) as (keyof typeof kinds)[]),
  case: z.string(),
  /** The platform or time did it, and nobody in person. */
  automatic: z.boolean().optional(),
  /** Nothing more can happen to the case after it. */
  closes: z.boolean().optional(),
  receivedAt: z.coerce.date().optional(),
  acceptedAt: z.coerce.date().optional(),
  /** Whose case it is: an id that says nothing to anybody. */
  applicant: z.string().optional(),
  /** Who filed it, where that is for somebody else. */
  agent: z.string().optional(),
  /** 即办件: decided on the spot (行政许可法 34(2)). */
  immediate: z.boolean().optional(),
  /** The number that can be granted is limited (行政许可法 57). */
  limited: z.boolean().optional(),
  /** Stages that the case has to go through. */
  plan: z.array(z.enum(['acceptance', 'examination', 'decision', 'delivery'])).optional(),
  special: Special.optional(),
});
