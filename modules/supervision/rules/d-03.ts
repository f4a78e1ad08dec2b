import { at, found, nothing, type Rule } from './rule.ts';

/** Somebody was refused without an article of law. */
export const d03: Rule<null> = {
  id: 'D-03',
  basis: '行政许可法 38(2), 72(7)',
  colours: ['red'],
  needs: ['refusal'],
  start: null,
  scope: (event) => (event.type === 'refusal' ? event.case : undefined),
  step: (state, event) => {
    // A condition of the item is published with the article that it comes from.
    if (event.type !== 'refusal' || event.articles > 0 || event.conditions > 0) return nothing(state);
    return found(state, at(event, { colour: 'red', facts: { articles: 0 } }));
  },
};
