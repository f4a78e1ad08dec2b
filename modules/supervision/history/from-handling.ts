import { z } from 'zod';
import { about } from './about.ts';

/** How a case is handled, beyond what its own history says. */

/** A notice of what is missing, by the keys of its items. */
export const SupplementList = z.strictObject({
  ...about,
  type: z.literal('supplementList'),
  case: z.string(),
  items: z.array(z.string()).max(200),
  /** The applicant brought a new fact, and what is asked for follows from it. */
  newFact: z.boolean().optional(),
});

/** Something was sent back before it was filed or accepted. */
export const Returned = z.strictObject({
  ...about,
  type: z.literal('returned'),
  case: z.string(),
  how: z.enum(['preReview', 'phone']),
  /** The applicant asked for it. */
  asked: z.boolean().optional(),
});

/** An outcome or amount beside the benchmark of discretion (裁量基准). */
export const Discretion = z.strictObject({
  ...about,
  type: z.literal('discretion'),
  case: z.string(),
  value: z.number(),
  from: z.number(),
  to: z.number(),
  /** Decided together by those in charge, with the reasons on file. */
  collective: z.boolean().optional(),
});

/** What was asked of somebody in a known situation at a window. */
export const Standard = z.strictObject({
  ...about,
  type: z.literal('standard'),
  case: z.string(),
  item: z.string(),
  situation: z.string(),
  window: z.string(),
  /** Name of the set of materials and of the decision: equal for equal treatment. */
  treatment: z.string(),
});

/** A priority was given to a case. */
export const Priority = z.strictObject({
  ...about,
  type: z.literal('priority'),
  case: z.string(),
  ground: z.string(),
  /** A credential of the ground was verified. */
  verified: z.boolean(),
  approvers: z.array(z.string()).max(5),
});

/** Records show that an officer stands near an applicant. */
export const Relation = z.strictObject({
  ...about,
  type: z.literal('relation'),
  case: z.string(),
  officer: z.string(),
  kind: z.enum(['phone', 'address', 'household', 'enterprise']),
  /** The officer has said so. */
  declared: z.boolean(),
});
