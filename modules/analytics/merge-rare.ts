import type { Gone } from './deviations.ts';
import { flowsOf } from './flows-of.ts';

/** Cases that may be told apart in public, and how many may not. */
export interface Merged {
  /** Each went a way that at least `smallest` went, in everything that a figure shows of it. */
  readonly shown: readonly Gone[];
  /** Cases that went rare ways: together, and never fewer than `smallest` unless there are none. */
  readonly rest: number;
  /** Sizes of the groups that are shown: every figure is a sum of some of them. */
  readonly groups: readonly number[];
}

/**
 * Merges cells under ten (`smallest`) where they arise. Each figure of a map is a sum over cases, and figures of one map
 * hang together: what enters a step is what leaves the one before it, so a single hidden number could be computed back
 * from its neighbours. Therefore no number is hidden, but whole cases are: those whose way through the service fewer than
 * `smallest` others share are counted only together. Every number that remains is a sum of groups of `smallest` or more,
 * and so is every difference that anybody can make of them.
 */
export function mergeRare(cases: readonly Gone[], smallest: number): Merged {
  const groups = [...Map.groupBy(cases, wayKey).values()].toSorted((one, other) => other.length - one.length);
  const shown = groups.filter(({ length }) => length >= smallest);
  let rest = groups.filter(({ length }) => length < smallest).reduce((sum, { length }) => sum + length, 0);
  // What is left over must not be a cell under ten itself: the total less what is shown would tell it.
  while (rest > 0 && rest < smallest && shown.length > 0) rest += shown.pop()?.length ?? 0;
  return { shown: shown.flat(), rest, groups: shown.map(({ length }) => length) };
}

/** Everything that is counted of a case and hangs together with another figure. */
function wayKey(gone: Gone): string {
  const { history, visits, way } = gone;
  const visited = visits.map(({ step = '', end, taken }) => `${step} ${end} ${String(taken)}`).toSorted();
  return JSON.stringify([history.status, way.fit, flowsOf(gone).toSorted(), visited]);
}
