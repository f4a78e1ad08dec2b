import { z } from 'zod';
import { about } from './about.ts';

/** What the platform itself tells besides the acts on cases. */

const Clock = z.enum([
  'acceptance',
  'supplement',
  'promised',
  'statutory',
  'task',
  'delivery',
  'order',
  'answer',
  'renewal',
]);

/** A clock has come to a rung of its ladder; `at` is the legal moment, not the one at which somebody noticed. */
export const Rung = z.strictObject({
  ...about,
  type: z.literal('rung'),
  clock: Clock,
  rung: z.string(),
  /** The clock. */
  id: z.string(),
  /** What an answer is owed to. */
  to: z.enum(['consultation', 'complaint', 'rating', 'refund']).optional(),
});

/** Staff have read personal data (identity.access_log). */
export const Access = z.strictObject({
  ...about,
  type: z.literal('access'),
  officer: z.string(),
  purpose: z.string(),
});

/** A later submission was taken first; the verifier of the public log says by what reason. */
export const Passing = z.strictObject({
  ...about,
  type: z.literal('passing'),
  why: z.enum(['held', 'barred', 'lane', 'quota', 'discipline', 'out-of-turn']),
  /** The queue, as the log calls it. */
  queue: z.string(),
  /** Index of the take in the log. */
  index: z.int(),
});

/** Any other objection of the verifier to the public log. */
export const Finding = z.strictObject({
  ...about,
  type: z.literal('finding'),
  rule: z.string(),
  code: z.string(),
  index: z.int(),
});

/** The head of the organ has given more time for the decision, and the applicant was told why (行政许可法 42). */
export const Extension = z.strictObject({
  ...about,
  type: z.literal('extension'),
  case: z.string(),
  /** Which of its limits; without it each of them. */
  clock: Clock.optional(),
  /** The last day of the longer time. */
  until: z.iso.date(),
});

/** From here on the rules go by these thresholds. */
export const Settings = z.strictObject({
  ...about,
  type: z.literal('settings'),
  values: z.record(z.string(), z.number()),
});
