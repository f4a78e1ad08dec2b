import { at, found, nothing, type Rule } from './rule.ts';

/** What was charged is not what the standard says, or did not go through the platform. */
export const m01: Rule<null> = {
  id: 'M-01',
  basis: '行政许可法 58, 59, 75',
  colours: ['red'],
  needs: ['charge'],
  start: null,
  scope: (event) => (event.type === 'charge' ? event.case : undefined),
  step: (state, event) => {
    if (event.type !== 'charge') return nothing(state);
    const { charged, standard, through, reduced = 0 } = event;
    const isOutside = through === 'outside' && charged > 0;
    // Less than the standard is lawful by as much as was taken off by law.
    if (!isOutside && charged === Math.max(standard - reduced, 0)) return nothing(state);
    return found(state, at(event, { colour: 'red', facts: { charged, standard, reduced, through } }));
  },
};
