import { z } from 'zod';
import { about } from './about.ts';

/** What could be told of contents without the contents. */

/** An opinion was written; of its words only how many, and a sketch by which two can be compared. */
export const Opinion = z.strictObject({
  ...about,
  type: z.literal('opinion'),
  case: z.string(),
  officer: z.string(),
  characters: z.int().min(0),
  /** MinHash of its words: the share of equal places estimates how much of two opinions is the same. */
  sketch: z.array(z.int()).max(64),
  /** Chosen from the ready texts that were published with the item. */
  ready: z.boolean().optional(),
});

/** What was there of the required materials when a case was approved. */
export const Materials = z.strictObject({
  ...about,
  type: z.literal('materials'),
  case: z.string(),
  missing: z.int().min(0),
  /** Those whose later delivery the applicant has promised (容缺, 告知承诺). */
  promised: z.int().min(0),
});

/** A file was handed in. */
export const File = z.strictObject({
  ...about,
  type: z.literal('file'),
  case: z.string(),
  applicant: z.string(),
  /** Digest of its bytes under a key of this purpose alone. */
  digest: z.string(),
  /** A paper that many hand in alike: a form, a notice. */
  common: z.boolean().optional(),
});

/** A paper of a case was entered or scanned. */
export const Document = z.strictObject({
  ...about,
  type: z.literal('document'),
  case: z.string(),
  receivedAt: z.coerce.date(),
  /** The date that the decision bears. */
  dated: z.iso.date().optional(),
  scannedAt: z.coerce.date().optional(),
});

/** A result document was issued. */
export const ResultDocument = z.strictObject({
  ...about,
  type: z.literal('result'),
  case: z.string(),
  numbered: z.boolean(),
  sealed: z.boolean(),
  dated: z.boolean(),
  /** The law gives it no end of validity. */
  unlimited: z.boolean().optional(),
});

/** Somebody did not get what they asked for; how many articles, or conditions of the item with an article, were cited. */
export const Refusal = z.strictObject({
  ...about,
  type: z.literal('refusal'),
  case: z.string(),
  articles: z.int().min(0),
  conditions: z.int().min(0),
});

/** A case in a known situation was decided. */
export const Outcome = z.strictObject({
  ...about,
  type: z.literal('outcome'),
  case: z.string(),
  officer: z.string(),
  item: z.string(),
  situation: z.string(),
  granted: z.boolean(),
  workdays: z.number().min(0),
});

/** An applicant says that something was demanded of them; whether a notice had listed it. */
export const Demand = z.strictObject({
  ...about,
  type: z.literal('demand'),
  case: z.string(),
  listed: z.boolean(),
});
