import { z } from 'zod';
import { couldDeviate, deviationKinds, deviationsOf, type Gone } from './deviations.ts';
import { mergeRare } from './merge-rare.ts';
import { processFigures, type Measure, type ProcessFigures } from './process.ts';
import { inWorkdays } from './workdays.ts';

const Count = z.int().min(0);
const Times = z.strictObject({ count: Count, median: z.number().optional(), p90: z.number().optional() }).readonly();

/** What everybody may know of how cases went; kept as it was published. */
export const PublicFigures = z
  .strictObject({
    /** Cases that were closed in the time of this map. */
    closed: Count,
    /** Those that the figures are about, and those on rare ways that are counted only here. */
    shown: Count,
    rest: Count,
    smallest: Count,
    unclear: Count,
    steps: z
      .array(
        z
          .strictObject({
            step: z.string(),
            entered: Count,
            finished: Count,
            waiting: Times,
            working: Times,
            /** Percent of the promised total time. */
            share: Count.optional(),
            bottleneck: z.enum(['smooth', 'slow', 'bottleneck']).optional(),
          })
          .readonly(),
      )
      .readonly(),
    edges: z.array(z.strictObject({ flow: z.string(), times: Count, cases: Count }).readonly()).readonly(),
    /** Without a count: fewer than `smallest` had it, or fewer than `smallest` had it not. */
    deviations: z
      .array(z.strictObject({ kind: z.enum(deviationKinds), count: Count.optional() }).readonly())
      .readonly(),
  })
  .readonly();

export type PublicFigures = z.output<typeof PublicFigures>;

/** The figures of some cases in which nothing leads to fewer than `smallest` of them. */
export function publicFigures(cases: readonly Gone[], measure: Measure, smallest: number): PublicFigures {
  const { shown, rest } = mergeRare(cases, smallest);
  const figures = processFigures(shown, measure);
  return {
    closed: cases.length,
    shown: shown.length,
    rest,
    smallest,
    unclear: figures.unclear,
    steps: shownSteps(figures),
    edges: figures.edges,
    deviations: deviationKinds.map((kind) => {
      const count = shown.filter((gone) => deviationsOf(gone, measure.drawing).includes(kind)).length;
      const of = shown.filter((gone) => couldDeviate(gone, kind, measure.drawing)).length;
      return { kind, ...(mayBeTold(count, { of, smallest }) ? { count } : {}) };
    }),
  };
}

/** Steps in the units of people: working days with one decimal, whole percents. */
export function shownSteps({ steps }: ProcessFigures): PublicFigures['steps'] {
  return steps.map(({ waiting, working, share, ...step }) => ({
    ...step,
    waiting: inWorkdays(waiting),
    working: inWorkdays(working),
    ...(share === undefined ? {} : { share: Math.round(share * 100) }),
  }));
}

/** A count tells of those who are in it and of those who are not: neither may be few, unless there are none. */
export function mayBeTold(
  count: number,
  { of, smallest }: { readonly of: number; readonly smallest: number },
): boolean {
  return [count, of - count].every((cell) => cell === 0 || cell >= smallest);
}
