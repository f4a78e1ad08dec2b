import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { at, found, last, nothing, type Rule, type Stepped } from './rule.ts';

/** Opinions that say the same: how the first was sketched, and the cases in which it was said. */
interface Alike {
  readonly sketch: readonly number[];
  readonly cases: readonly string[];
  readonly names: readonly string[];
}
type State = readonly Alike[];

const MOST_KINDS = 20;

/** An opinion says nothing, or an officer says the same of one case after the other. */
export const c01: Rule<State> = {
  id: 'C-01',
  basis: '行政许可法 34, 38(2); 国办函〔2016〕108号',
  colours: ['blue'],
  needs: ['opinion'],
  thresholds: ['rules.opinionLeastCharacters', 'rules.opinionSamePercent', 'rules.opinionSameCases'],
  start: [],
  scope: (event) => (event.type === 'opinion' ? event.officer : undefined),
  step: (state, event, thresholds) => {
    if (event.type !== 'opinion') return nothing(state);
    if (event.characters < thresholds['rules.opinionLeastCharacters'])
      return found(state, at(event, { colour: 'blue', facts: { why: 'short', characters: event.characters } }));
    // A ready text that two people have published with the item may be used as often as it fits.
    return event.ready === true ? nothing(state) : compared(state, event, thresholds);
  },
};

function compared(state: State, event: Of<'opinion'>, thresholds: Thresholds): Stepped<State> {
  const known = state.find(({ sketch }) => same(sketch, event.sketch) >= thresholds['rules.opinionSamePercent']);
  const { sketch, cases, names } = known ?? { sketch: event.sketch, cases: [], names: [] };
  if (cases.includes(event.case)) return nothing(state);
  const alike = { sketch, cases: [...cases, event.case], names: [...names, cited(event)] };
  const others = state.filter((each) => each !== known);
  const count = alike.cases.length;
  if (count < thresholds['rules.opinionSameCases']) return nothing(last([...others, alike], MOST_KINDS));
  // Counted anew after each finding: twice as many are two.
  return found(
    others,
    at(event, { colour: 'blue', case: undefined, facts: { why: 'same', count }, evidence: alike.names }),
  );
}

function same(one: readonly number[], other: readonly number[]): number {
  const equal = one.filter((value, place) => value === other[place]).length;
  return (100 * equal) / Math.max(one.length, other.length, 1);
}
