import { z } from 'zod';
import { findingRules, type FindingCode, type Passing, type PlaceReview } from '#audit';

/** More is counted and not listed: a case that was held for months is passed by thousands. */
const LISTED = 200;
/** Findings with a file of evidence each. */
export const PROVED = 20;

const reasons = ['held', 'barred', 'lane', 'quota', 'discipline', 'out-of-turn'] as const;
const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(findingRules, code);

const StoredReview = z.object({
  /** Whether the leaves were those that the frozen state was signed over; if not, nothing else here can be relied on. */
  intact: z.boolean(),
  passings: z.array(
    z.object({
      index: z.number(),
      ts: z.number(),
      ref: z.number(),
      q: z.string(),
      n: z.number(),
      why: z.enum(reasons),
      cites: z.array(z.number()),
    }),
  ),
  /** How often each reason was given, also for those that are not listed. */
  counts: z.record(z.enum(reasons), z.number()),
  findings: z.array(z.object({ code: z.string().refine(isFindingCode), index: z.number() })),
  found: z.number(),
});

/** What the rules said of the frozen leaves, as it is kept. */
export type StoredReview = z.output<typeof StoredReview>;

export function readReview(stored: unknown): StoredReview {
  return StoredReview.parse(stored);
}

/** What is kept of a review: takes out of turn first, then the newest. */
export function storedReview({ passings, findings }: PlaceReview, intact: boolean): StoredReview {
  const counted = (why: Passing['why']) => passings.filter((passing) => passing.why === why).length;
  const isJump = ({ why }: Passing) => Number(why === 'out-of-turn');
  const listed = passings
    .toSorted((one, other) => isJump(other) - isJump(one) || other.index - one.index)
    .slice(0, LISTED);
  return StoredReview.parse({
    intact,
    passings: listed,
    counts: Object.fromEntries(reasons.map((why) => [why, counted(why)])),
    findings: findings.slice(0, PROVED).map(({ finding: { code, index } }) => ({ code, index })),
    found: findings.length,
  });
}
