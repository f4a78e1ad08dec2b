import { distance } from 'fastest-levenshtein';
import type { Decisions } from '#routing';
import type { PartProblem } from './part-problem.ts';

interface Asked {
  /** By which the route calls the model. */
  readonly name: string;
  readonly decisions: Decisions;
  /** What a case is known by. */
  readonly known: readonly string[];
}

/** So many letters may be another for a name to be meant. */
const NEAR = 3;

/**
 * What a model asks that nothing about a case answers: it is always null there, so rules about it never fire. Told with
 * the name that may have been meant.
 */
export function inputsInVain({ name, decisions, known }: Asked): readonly PartProblem[] {
  return [...decisions.inputTypes.keys()]
    .filter((input) => input !== 'decision' && !known.includes(input))
    .map((input): PartProblem => {
      const near = known
        .map((one) => ({ one, far: distance(input.toLowerCase(), one.toLowerCase()) }))
        .toSorted((a, b) => a.far - b.far)[0];
      const meant = near !== undefined && near.far <= NEAR ? near.one : undefined;
      return {
        part: `decision.${name}`,
        code: meant === undefined ? 'publishing.input-unknown' : 'publishing.input-meant',
        values: { input, ...(meant === undefined ? {} : { meant }) },
      };
    });
}
